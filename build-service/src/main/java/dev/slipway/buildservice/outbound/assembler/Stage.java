package dev.slipway.buildservice.outbound.assembler;

import dev.slipway.buildservice.outbound.assembler.files.FileTree;
import dev.slipway.buildservice.outbound.assembler.files.Node;
import dev.slipway.registry.BaseImage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** An image in the making: one stage, as far as its instructions were read. */
final class Stage {
    /** Folders that every base image has: what is copied to one of them without a slash goes into it. */
    private static final List<String> USUAL = List.of(
            "/bin",
            "/dev",
            "/etc",
            "/home",
            "/lib",
            "/media",
            "/mnt",
            "/opt",
            "/proc",
            "/run",
            "/sbin",
            "/srv",
            "/sys",
            "/tmp",
            "/usr",
            "/usr/bin",
            "/usr/lib",
            "/usr/local",
            "/usr/local/bin",
            "/usr/local/lib",
            "/usr/share",
            "/var",
            "/var/lib",
            "/var/log",
            "/var/tmp");

    /** Docker gives it to every image from scratch. */
    private static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    final Optional<BaseImage> base;
    final String platform;
    final FileTree files;
    final List<Layer> layers = new ArrayList<>();
    final Map<String, String> arguments = new LinkedHashMap<>();
    final Map<String, String> environment = new LinkedHashMap<>();
    final Map<String, String> labels = new TreeMap<>();
    final TreeSet<String> ports = new TreeSet<>();
    final TreeSet<String> volumes = new TreeSet<>();
    final List<String> warnings = new ArrayList<>();
    Optional<List<String>> entrypoint = Optional.empty();
    Optional<List<String>> command = Optional.empty();
    Optional<String> workingFolder = Optional.empty();
    Optional<String> user = Optional.empty();
    boolean commandIsOwn;

    Stage(String platform) {
        this.base = Optional.empty();
        this.platform = platform;
        this.files = new FileTree();
        environment.put("PATH", PATH);
    }

    Stage(BaseImage base, String platform) {
        this.base = Optional.of(base);
        this.platform = platform;
        this.files = new FileTree();
        USUAL.forEach(folder -> files.put(folder, Node.Folder.PLAIN));
        files.put("/root", new Node.Folder(0700, Node.Folder.ROOT));
        if (!base.workingFolder().equals("/")) {
            files.put(base.workingFolder(), Node.Folder.PLAIN);
        }
    }

    /** What {@code FROM <earlier stage>} starts with. */
    Stage(Stage parent) {
        base = parent.base;
        platform = parent.platform;
        files = new FileTree(parent.files);
        layers.addAll(parent.layers);
        arguments.putAll(parent.arguments);
        environment.putAll(parent.environment);
        labels.putAll(parent.labels);
        ports.addAll(parent.ports);
        volumes.addAll(parent.volumes);
        warnings.addAll(parent.warnings);
        entrypoint = parent.entrypoint;
        command = parent.command;
        workingFolder = parent.workingFolder;
        user = parent.user;
    }

    /** ENV wins over ARG, and both over what the base image sets. */
    Map<String, String> variables() {
        var all = new LinkedHashMap<>(arguments);
        base.ifPresent(image -> all.putAll(image.environment()));
        all.putAll(environment);
        return all;
    }

    /** A path as this stage's working folder makes it absolute. */
    String absolute(String path) {
        var from = path.startsWith("/")
                ? ""
                : workingFolder.or(() -> base.map(BaseImage::workingFolder)).orElse("/");
        return Paths.clean(from + "/" + path);
    }

    Recipe recipe() {
        // Copies that keep their order: Map.copyOf has another one in each JVM, and the digest would change with it.
        var config = new ImageConfig(
                new LinkedHashMap<>(environment),
                new TreeMap<>(labels),
                entrypoint,
                command,
                workingFolder,
                user,
                ports,
                volumes);
        return new Recipe(base, platform, List.copyOf(layers), config, List.copyOf(warnings));
    }
}
