package dev.slipway.syncservice.core;

import dev.slipway.events.values.EnvironmentRef;
import java.util.HashMap;
import java.util.Map;

/** The newest generation that was seen of each environment. */
public record SyncState(Map<String, Long> generations) {

    public SyncState {
        generations = Map.copyOf(generations);
    }

    long of(EnvironmentRef environment) {
        return generations.getOrDefault(environment.toString(), 0L);
    }

    SyncState saw(EnvironmentRef environment, long generation) {
        var newer = new HashMap<>(generations);
        newer.put(environment.toString(), generation);
        return new SyncState(newer);
    }
}
