package dev.slipway.buildservice.outbound.assembler;

import dev.slipway.buildservice.outbound.assembler.dockerfile.DockerfileRefused;
import dev.slipway.buildservice.outbound.assembler.dockerfile.Instruction;
import dev.slipway.buildservice.outbound.assembler.files.FilesRefused;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Lets one instruction after the other change a stage. */
final class StageReading {
    private static final Pattern PORT = Pattern.compile("(\\d{1,5})(?:-(\\d{1,5}))?(?:/(tcp|udp))?");
    private final Stage stage;
    private final BuildArguments arguments;
    private final CopyReading copies;

    StageReading(Stage stage, BuildArguments arguments, CopyReading copies) {
        this.stage = stage;
        this.arguments = arguments;
        this.copies = copies;
    }

    void read(Instruction line) throws IOException, DockerfileRefused {
        switch (line.keyword()) {
            case RUN, ONBUILD, SHELL -> throw line.needsCommands();
            case FROM -> throw line.refused("FROM inside a stage", "Start a new line");
            case ARG -> arguments.declare(line, stage);
            case ENV -> stage.environment.putAll(pairs(line));
            case LABEL -> stage.labels.putAll(pairs(line));
            case COPY, ADD -> copies.read(line, stage);
            case WORKDIR -> enter(line);
            case USER -> stage.user = Optional.of(expanded(line));
            case EXPOSE -> expose(line);
            case VOLUME -> declareVolumes(line);
            case CMD -> {
                stage.command = Optional.of(command(line));
                stage.commandIsOwn = true;
            }
            case ENTRYPOINT -> {
                stage.entrypoint = Optional.of(command(line));
                stage.command = stage.commandIsOwn ? stage.command : Optional.empty();
            }
            case HEALTHCHECK, STOPSIGNAL, MAINTAINER ->
                stage.warnings.add("%s:%d: %s can't be carried by the local builder and is left out"
                        .formatted(line.file(), line.line(), line.keyword()));
        }
    }

    private void enter(Instruction line) throws DockerfileRefused {
        var folder = stage.absolute(expanded(line));
        stage.workingFolder = Optional.of(folder);
        var owner = stage.user.flatMap(Ownership::of);
        try {
            var copy =
                    new Copy(stage.files, stage.files, new Copy.Attributes(owner, Optional.empty()), Integer.MAX_VALUE);
            var made = copy.makeFolder(folder);
            // Over a base image the folder may be there with attributes of its own, and a runtime makes it if it isn't.
            if (stage.base.isEmpty() && !made.isEmpty()) {
                stage.layers.add(new Layer("WORKDIR " + folder, made));
            }
        } catch (FilesRefused e) {
            throw line.refused(e.seen(), e.nextStep());
        }
    }

    private void expose(Instruction line) throws DockerfileRefused {
        for (var word : expanded(line).split("\\s+", -1)) {
            var port = PORT.matcher(word);
            if (!port.matches()) {
                throw line.refused("%s is no port".formatted(word), "Write a number, a range, or 53/udp");
            }
            var first = Integer.parseInt(port.group(1));
            var last = port.group(2) == null ? first : Integer.parseInt(port.group(2));
            if (first < 1 || last < first || last > 65535) {
                throw line.refused("%s is no port".formatted(word), "Write numbers from 1 to 65535");
            }
            for (var number = first; number <= last; number++) {
                stage.ports.add(number + "/" + (port.group(3) == null ? "tcp" : port.group(3)));
            }
        }
    }

    private void declareVolumes(Instruction line) throws DockerfileRefused {
        for (var word : line.array().orElseGet(line::words)) {
            stage.volumes.add(stage.absolute(line.expand(word, stage.variables())));
        }
    }

    private Map<String, String> pairs(Instruction line) throws DockerfileRefused {
        var words = line.words();
        var variables = stage.variables();
        var found = new LinkedHashMap<String, String>();
        if (!words.getFirst().contains("=")) {
            var parts = line.arguments().split("\\s+", 2);
            if (parts.length != 2) {
                throw line.refused("%s %s has no value".formatted(line.keyword(), parts[0]), "Write name=value");
            }
            found.put(line.expand(parts[0], variables), line.expand(parts[1], variables));
            return found;
        }
        for (var word : words) {
            var equals = word.indexOf('=');
            if (equals < 1) {
                throw line.refused("%s isn't name=value".formatted(word), "Quote values that contain spaces");
            }
            found.put(
                    line.expand(word.substring(0, equals), variables),
                    line.expand(word.substring(equals + 1), variables));
        }
        return found;
    }

    private String expanded(Instruction line) throws DockerfileRefused {
        return line.expand(line.arguments(), stage.variables());
    }

    private static List<String> command(Instruction line) {
        return line.array().orElseGet(() -> List.of("/bin/sh", "-c", line.arguments()));
    }
}
