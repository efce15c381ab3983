package dev.slipway.buildservice.outbound.assembler.dockerfile;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One FROM and what follows it. */
public record StageText(Instruction from, String image, Optional<String> name, List<Instruction> instructions) {

    static StageText opened(Instruction from) throws DockerfileRefused {
        var words = from.words();
        if (words.size() == 1) {
            return new StageText(from, words.getFirst(), Optional.empty(), new ArrayList<>());
        }
        if (words.size() == 3 && words.get(1).equalsIgnoreCase("as")) {
            var name = words.get(2).toLowerCase(Locale.ROOT);
            return new StageText(from, words.getFirst(), Optional.of(name), new ArrayList<>());
        }
        throw from.refused("FROM takes an image and a name", "Write FROM <image> or FROM <image> AS <name>");
    }

    public boolean isNamed(String other) {
        return name.isPresent() && name.get().equals(other.toLowerCase(Locale.ROOT));
    }
}
