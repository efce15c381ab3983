package dev.slipway.buildservice.outbound.assembler;

import dev.slipway.buildservice.outbound.assembler.dockerfile.Dockerfile;
import dev.slipway.buildservice.outbound.assembler.dockerfile.DockerfileRefused;
import dev.slipway.buildservice.outbound.assembler.dockerfile.Instruction;
import dev.slipway.buildservice.outbound.assembler.dockerfile.StageText;
import dev.slipway.buildservice.outbound.assembler.files.BuildContext;
import dev.slipway.buildservice.outbound.assembler.files.ContextLimits;
import dev.slipway.buildservice.outbound.assembler.files.FileTree;
import dev.slipway.buildservice.outbound.assembler.files.FilesRefused;
import dev.slipway.registry.RegistryRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes the recipe of a Dockerfile's last stage. Stages that it doesn't need aren't looked at, as with BuildKit. */
final class Planner implements CopyReading.Sources {
    private final Dockerfile dockerfile;
    private final Path context;
    private final Path file;
    private final ContextLimits limits;
    private final String platform;
    private final BaseImages baseImages;
    private final BuildArguments arguments;
    private final Map<Integer, Stage> made = new HashMap<>();
    private @Nullable FileTree files;
    private int reading = Integer.MAX_VALUE;

    Planner(Path context, Path file, Map<String, String> given, AssemblerSettings settings, BaseImages baseImages)
            throws IOException, DockerfileRefused {
        this.context = context.toRealPath();
        this.file = inside(this.context, file);
        this.limits = settings.limits();
        this.platform = settings.platform();
        this.baseImages = baseImages;
        dockerfile = Dockerfile.parse(this.file, name(file));
        arguments = new BuildArguments(given, platform, dockerfile.preamble());
    }

    /** A link to a file elsewhere would let a refusal quote that file. */
    private static Path inside(Path context, Path file) throws IOException, DockerfileRefused {
        if (!Files.exists(file)) {
            throw new DockerfileRefused(name(file), 1, "there is no such file", "Add it, or name another one");
        }
        var real = file.toRealPath();
        if (!real.startsWith(context)) {
            throw new DockerfileRefused(name(file), 1, "lies outside the build context", "Put it inside");
        }
        return real;
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    Recipe plan() throws IOException, DockerfileRefused {
        return stage(dockerfile.stages().size() - 1).recipe();
    }

    @Override
    public FileTree context() throws IOException, FilesRefused {
        if (files == null) {
            files = BuildContext.list(context, file, limits);
        }
        return files;
    }

    @Override
    public Stage stage(Instruction line, String nameOrIndex) throws IOException, DockerfileRefused {
        var index = indexBefore(reading, nameOrIndex)
                .orElseThrow(() -> line.refused(
                        "--from=%s is no earlier stage".formatted(nameOrIndex),
                        "Name a stage above; other images can't be copied from by the local builder"));
        return stage(index);
    }

    private Stage stage(int index) throws IOException, DockerfileRefused {
        var there = made.get(index);
        if (there != null) {
            return there;
        }
        var outer = reading;
        reading = index;
        var text = dockerfile.stages().get(index);
        var stage = start(text);
        var instructions = new StageReading(stage, arguments, new CopyReading(this, limits.filesMax()));
        for (var line : text.instructions()) {
            instructions.read(line);
        }
        reading = outer;
        made.put(index, stage);
        return stage;
    }

    private Stage start(StageText text) throws IOException, DockerfileRefused {
        var from = text.from();
        var image = from.expand(text.image(), arguments.global());
        if (image.isBlank()) {
            throw from.refused("FROM %s is empty".formatted(text.image()), "Give the argument a default");
        }
        var own = from.expand(from.flags().getOrDefault("platform", platform), arguments.global());
        if (!own.matches("[a-z0-9]+/[a-z0-9]+(/[a-z0-9]+)?")) {
            throw from.refused("--platform=%s is no platform".formatted(own), "Write one such as linux/amd64");
        }
        if (image.equals("scratch")) {
            return new Stage(own);
        }
        var earlier = indexBefore(reading, image).filter(_ -> !image.matches("\\d+"));
        if (earlier.isPresent()) {
            return new Stage(stage(earlier.get()));
        }
        try {
            return new Stage(baseImages.find(image, own), own);
        } catch (RegistryRefused e) {
            throw from.refused("FROM %s: %s".formatted(image, e.seen()), e.nextStep());
        }
    }

    private Optional<Integer> indexBefore(int limit, String nameOrIndex) {
        for (var index = Math.min(limit, dockerfile.stages().size()) - 1; index >= 0; index--) {
            if (dockerfile.stages().get(index).isNamed(nameOrIndex) || nameOrIndex.equals(String.valueOf(index))) {
                return Optional.of(index);
            }
        }
        return Optional.empty();
    }
}
