package dev.slipway.buildservice.outbound.assembler;

import dev.slipway.buildservice.outbound.assembler.dockerfile.DockerfileRefused;
import dev.slipway.buildservice.outbound.assembler.dockerfile.Instruction;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What ARG means: given for this build, else its default, else what was declared before the first FROM. */
final class BuildArguments {
    private final Map<String, String> given;
    private final Map<String, String> global = new HashMap<>();

    BuildArguments(Map<String, String> given, String platform, List<Instruction> preamble) throws DockerfileRefused {
        this.given = given;
        for (var side : List.of("TARGET", "BUILD")) {
            var parts = platform.split("/", 3);
            global.put(side + "PLATFORM", platform);
            global.put(side + "OS", parts[0]);
            global.put(side + "ARCH", parts[1]);
            global.put(side + "VARIANT", parts.length > 2 ? parts[2] : "");
        }
        for (var line : preamble) {
            declare(line, global, global, Map.of());
        }
    }

    /** What FROM may refer to. */
    Map<String, String> global() {
        return global;
    }

    void declare(Instruction line, Stage stage) throws DockerfileRefused {
        declare(line, stage.arguments, stage.variables(), global);
    }

    private void declare(
            Instruction line, Map<String, String> into, Map<String, String> variables, Map<String, String> inherited)
            throws DockerfileRefused {
        var known = new HashMap<>(variables);
        for (var word : line.words()) {
            var equals = word.indexOf('=');
            var name = line.expand(equals < 0 ? word : word.substring(0, equals), Map.of());
            if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
                throw line.refused("%s is no name for an argument".formatted(word), "Write ARG name or ARG name=value");
            }
            var value = given.get(name);
            if (value == null) {
                value = equals < 0 ? inherited.get(name) : line.expand(word.substring(equals + 1), known);
            }
            if (value != null) {
                into.put(name, value);
                known.putIfAbsent(name, value);
            }
        }
    }
}
