package dev.slipway.simulator;

import dev.slipway.events.ConfigEvent;
import dev.slipway.events.ConfigEvent.CommandRefused;
import dev.slipway.events.ConfigEvent.LineEvent;
import dev.slipway.events.ConfigEvent.LineFreed;
import dev.slipway.events.ConfigEvent.LineHeld;
import dev.slipway.events.ConfigEvent.ReleaseHeld;
import dev.slipway.simulator.engine.Log;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Which releases wait in lines that are held to the end. */
final class HeldLines {
    private final Set<String> held = new HashSet<>();
    private final Map<UUID, String> waiting = new HashMap<>();

    HeldLines(Log log) {
        for (var fact : Invariants.distinct(log.facts("config", ConfigEvent.class))) {
            switch (fact.event()) {
                case LineHeld line -> held.add(name(line));
                case LineFreed line -> held.remove(name(line));
                case ReleaseHeld release -> waiting.put(release.release().id(), Invariants.line(release.release()));
                case CommandRefused _, ConfigEvent.ReleaseEvent _ -> {}
            }
        }
    }

    boolean waits(UUID release) {
        return held.contains(waiting.getOrDefault(release, ""));
    }

    static String name(LineEvent line) {
        return line.environment() + "/" + line.application();
    }
}
