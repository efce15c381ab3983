package dev.slipway.simulator;

import dev.slipway.events.SyncEvent.EngineInstalled;
import dev.slipway.simulator.engine.Log;
import dev.slipway.simulator.world.SimulatedSite;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Looks at the cluster at the moment at which an engine is said to be installed: later it may be another one. */
final class InstallWitness {
    private final Map<UUID, Map<String, String>> seen = new HashMap<>();

    InstallWitness(Log log, SimulatedSite site) {
        var reading = Log.reading(EngineInstalled.class);
        log.listen(
                "sync",
                entry -> reading.apply(entry)
                        .forEach(fact -> seen.putIfAbsent(fact.envelope().id(), site.applied())));
    }

    /** @return by object its version, when it was said for the first time */
    Map<String, String> at(UUID installed) {
        return seen.getOrDefault(installed, Map.of());
    }
}
