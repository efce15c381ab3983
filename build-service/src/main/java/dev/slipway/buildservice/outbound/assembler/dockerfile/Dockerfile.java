package dev.slipway.buildservice.outbound.assembler.dockerfile;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The instructions of a Dockerfile in their order: what stands before the first FROM, then stage after stage. */
public record Dockerfile(String name, List<Instruction> preamble, List<StageText> stages) {
    private static final int BYTES_MAX = 1 << 20;
    private static final Pattern DIRECTIVE = Pattern.compile("^#\\s*([A-Za-z][A-Za-z0-9]*)\\s*=\\s*(.*?)\\s*$");

    public static Dockerfile parse(Path file, String name) throws IOException, DockerfileRefused {
        if (!Files.isRegularFile(file)) {
            throw new DockerfileRefused(name, 1, "there is no such file", "Add it, or name another one in the catalog");
        }
        if (Files.size(file) > BYTES_MAX) {
            throw new DockerfileRefused(name, 1, "is larger than " + BYTES_MAX + " bytes", "Name a Dockerfile");
        }
        try {
            return parse(Files.readString(file), name);
        } catch (MalformedInputException _) {
            throw new DockerfileRefused(name, 1, "isn't UTF-8", "Save it as UTF-8");
        }
    }

    public static Dockerfile parse(String text, String name) throws DockerfileRefused {
        var lines = text.replaceFirst("^\uFEFF", "").lines().toList();
        var escape = escape(lines, name);
        var preamble = new ArrayList<Instruction>();
        var stages = new ArrayList<StageText>();
        for (var line : LogicalLine.of(lines, escape)) {
            var instruction = Instruction.parse(name, line, escape);
            if (instruction.keyword() == Keyword.FROM) {
                stages.add(StageText.opened(instruction));
            } else if (!stages.isEmpty()) {
                stages.getLast().instructions().add(instruction);
            } else if (instruction.keyword() == Keyword.ARG) {
                preamble.add(instruction);
            } else {
                throw instruction.refused("only ARG may stand before FROM", "Move the line below the first FROM");
            }
        }
        if (stages.isEmpty()) {
            throw new DockerfileRefused(name, 1, "has no FROM", "Start with FROM, for example FROM scratch");
        }
        return new Dockerfile(name, List.copyOf(preamble), List.copyOf(stages));
    }

    private static char escape(List<String> lines, String name) throws DockerfileRefused {
        for (var index = 0; index < lines.size(); index++) {
            var directive = DIRECTIVE.matcher(lines.get(index));
            if (!directive.matches()) {
                break;
            }
            if (directive.group(1).toLowerCase(Locale.ROOT).equals("escape")) {
                var value = directive.group(2);
                if (!value.equals("\\") && !value.equals("`")) {
                    throw new DockerfileRefused(name, index + 1, "escape=" + value, "Use \\ or ` as the escape");
                }
                return value.charAt(0);
            }
        }
        return '\\';
    }
}
