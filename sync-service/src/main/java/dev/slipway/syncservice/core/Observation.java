package dev.slipway.syncservice.core;

import org.jspecify.annotations.Nullable;

/**
 * What an engine says of an environment.
 *
 * @param object the engine's object: {@code namespace/name}
 * @param revision what it has applied, or compared with last
 * @param message why it is not as it should be
 */
public record Observation(
        String engine,
        String object,
        Sync sync,
        Health health,
        @Nullable String revision,
        @Nullable String message) {

    public enum Sync {
        SYNCED,
        OUT_OF_SYNC,
        UNKNOWN
    }

    public enum Health {
        HEALTHY,
        PROGRESSING,
        DEGRADED,
        SUSPENDED,
        MISSING,
        UNKNOWN
    }
}
