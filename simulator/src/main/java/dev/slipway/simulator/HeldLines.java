package dev.slipway.simulator;

import dev.slipway.events.CatalogEvent;
import dev.slipway.events.CatalogEvent.ProjectDeclared;
import dev.slipway.events.ConfigEvent;
import dev.slipway.events.ConfigEvent.CommandRefused;
import dev.slipway.events.ConfigEvent.LineEvent;
import dev.slipway.events.ConfigEvent.LineFreed;
import dev.slipway.events.ConfigEvent.LineHeld;
import dev.slipway.events.ConfigEvent.PinUnmet;
import dev.slipway.events.ConfigEvent.ReleaseHeld;
import dev.slipway.events.catalog.Project;
import dev.slipway.simulator.engine.Log;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Which releases wait in lines that are held, or whose environment is pinned, to the end. */
final class HeldLines {
    private final Set<String> held = new HashSet<>();
    private final Set<String> pinned = new HashSet<>();
    private final Map<UUID, String> waiting = new HashMap<>();

    HeldLines(Log log) {
        for (var fact : Invariants.distinct(log.facts("catalog", CatalogEvent.class))) {
            if (fact.event() instanceof ProjectDeclared(var project, var _)) {
                declared(project);
            }
        }
        for (var fact : Invariants.distinct(log.facts("config", ConfigEvent.class))) {
            switch (fact.event()) {
                case LineHeld line -> held.add(name(line));
                case LineFreed line -> held.remove(name(line));
                case ReleaseHeld release -> waiting.put(release.release().id(), Invariants.line(release.release()));
                case CommandRefused _,
                        ConfigEvent.ChangesNotMerged _,
                        PinUnmet _,
                        ConfigEvent.SyncGranted _,
                        ConfigEvent.ReleaseEvent _ -> {}
            }
        }
    }

    private void declared(Project project) {
        for (var environment : project.environments()) {
            var name = project.ref(environment) + "/";
            pinned.remove(name);
            if (environment.revision() != null) {
                pinned.add(name);
            }
        }
    }

    boolean waits(UUID release) {
        var line = waiting.getOrDefault(release, "");
        return held.contains(line) || pinned.contains(line.substring(0, line.lastIndexOf('/') + 1));
    }

    static String name(LineEvent line) {
        return line.environment() + "/" + line.application();
    }
}
