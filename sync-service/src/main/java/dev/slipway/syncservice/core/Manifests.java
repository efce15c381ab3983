package dev.slipway.syncservice.core;

import dev.slipway.events.values.Segment;
import dev.slipway.service.PermanentFailure;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.constructor.StandardConstructor;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Reads files as objects, and refuses what must not or cannot be applied, with its line. */
public final class Manifests {
    private static final Pattern NAME = Pattern.compile("(?!\\.{1,2}$)[^/%\\p{Cntrl}]+");
    private static final LoadSettings YAML = LoadSettings.builder()
            .setUseMarks(true)
            .setAllowDuplicateKeys(false)
            .build();

    private static final int NODES_MAX = 100_000;

    private Manifests() {}

    static List<Manifest> parse(Map<String, byte[]> files) {
        var manifests = new ArrayList<Manifest>();
        new TreeMap<>(files).forEach((path, bytes) -> {
            if (path.endsWith(".yaml") || path.endsWith(".yml") || path.endsWith(".json")) {
                parse(path, new String(bytes, StandardCharsets.UTF_8), manifests);
            }
        });
        if (manifests.isEmpty()) {
            throw refused("the config path holds no manifest", "put at least one YAML file with an object below it");
        }
        return manifests;
    }

    /** Of one file, whatever it is called. */
    public static List<Manifest> of(String path, byte[] file) {
        var manifests = new ArrayList<Manifest>();
        parse(path, new String(file, StandardCharsets.UTF_8), manifests);
        if (manifests.isEmpty()) {
            throw refused(path + " holds no object", "name a file with objects");
        }
        return manifests;
    }

    private static void parse(String path, String text, List<Manifest> into) {
        try {
            for (var node : new Compose(YAML).composeAllFromString(text)) {
                var manifest = manifest(path, node);
                if (manifest != null) {
                    into.add(manifest);
                }
            }
        } catch (MarkedYamlEngineException e) {
            var line =
                    e.getProblemMark().map(mark -> ":" + (mark.getLine() + 1)).orElse("");
            throw refused(path + line + " is no YAML: " + e.getProblem(), "mend the file in the config branch");
        } catch (YamlEngineException e) {
            throw refused(path + " is no YAML: " + e.getMessage(), "mend the file in the config branch");
        } catch (StackOverflowError e) {
            throw refused(path + " is nested too deeply", "mend the file in the config branch");
        }
    }

    private static @Nullable Manifest manifest(String path, Node node) {
        var line = node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
        if (new NodeCount().of(node) > NODES_MAX) {
            throw refused(
                    path + ":" + line + " means more than " + NODES_MAX + " values once its aliases are written out",
                    "use fewer aliases, or split the object");
        }
        var read = new Reading().read(node);
        if (read.isEmpty()) {
            return null;
        }
        if (!(read.get() instanceof Map<?, ?> content)) {
            throw refused(path + ":" + line + " is no object", "a manifest is a mapping with apiVersion and kind");
        }
        var kind = text(path, line, content, "kind");
        if (kind.endsWith("List") && content.get("items") instanceof List<?>) {
            throw refused(
                    path + ":" + line + " is a " + kind,
                    "write its items as documents of their own, with --- in between");
        }
        var manifest = new Manifest(
                path,
                line,
                text(path, line, content, "apiVersion"),
                kind,
                metadata(path, line, content, "namespace").orElse(null),
                metadata(path, line, content, "name")
                        .orElseThrow(
                                () -> refused(path + ":" + line + " has no metadata.name", "give the object a name")),
                strings(content));
        if (manifest.kind().equals("Secret") && (content.containsKey("data") || content.containsKey("stringData"))) {
            throw refused(
                    path + ":" + line + " holds the values of Secret " + manifest.name(),
                    "take it out of Git and change what it held; use a SealedSecret, an ExternalSecret or SOPS, or make the Secret by hand");
        }
        return manifest;
    }

    private static String text(String path, int line, Map<?, ?> content, String key) {
        if (content.get(key) instanceof String value && !value.isBlank()) {
            return value;
        }
        throw refused(path + ":" + line + " has no " + key, "every manifest says its apiVersion and kind");
    }

    /** It becomes a part of an address: with a slash in it, of another object's. */
    private static Optional<String> metadata(String path, int line, Map<?, ?> content, String key) {
        var value = content.get("metadata") instanceof Map<?, ?> metadata ? metadata.get(key) : null;
        if (value == null) {
            return Optional.empty();
        }
        if (!(value instanceof String name) || !NAME.matcher(name).matches()) {
            throw refused(
                    path + ":" + line + " has a metadata." + key + " that no object can have",
                    "a name is a text without /, % and control characters, and neither . nor ..");
        }
        return Optional.of(name);
    }

    private static Map<String, Object> strings(Map<?, ?> content) {
        var strings = new TreeMap<String, Object>();
        content.forEach((key, value) -> {
            if (value != null) {
                strings.put(String.valueOf(key), value);
            }
        });
        return strings;
    }

    private static PermanentFailure refused(String seen, String nextStep) {
        return new PermanentFailure(Segment.CONFIG, seen, nextStep);
    }

    /** Makes objects of nodes; an empty document is none. */
    private static final class Reading extends StandardConstructor {
        private Reading() {
            super(YAML);
        }

        private Optional<Object> read(Node node) {
            return node.getTag().equals(Tag.NULL)
                    ? Optional.empty()
                    : Optional.ofNullable(constructSingleDocument(Optional.of(node)));
        }
    }
}
