package dev.slipway.syncservice.core;

import dev.slipway.events.DesiredEvent.EngineDesired;

/** An engine to bring into the cluster. */
public record InstallWork(EngineDesired desired) implements ClusterWork {

    /** No environment is called so. */
    static String resource(String engine) {
        return "engine:" + engine;
    }
}
