package dev.slipway.syncservice.core;

import dev.slipway.events.values.EngineHealth;
import dev.slipway.events.values.EngineSync;
import org.jspecify.annotations.Nullable;

/**
 * What an engine says of an environment.
 *
 * @param object the engine's object: {@code Kind namespace/name}
 * @param revision what it has applied, or compared with last
 * @param message why it is not as it should be
 * @param resources how many objects it has brought into the cluster
 */
public record Observation(
        String engine,
        String object,
        EngineSync sync,
        EngineHealth health,
        @Nullable String revision,
        @Nullable String message,
        @Nullable Integer resources) {

    /** Of an object that is not there. */
    public static Observation missing(String engine, String object) {
        return new Observation(
                engine, object, EngineSync.UNKNOWN, EngineHealth.MISSING, null, "there is no " + object, null);
    }

    /** Of an engine that is out of reach. */
    static Observation lost(String engine, String object, String why) {
        return new Observation(engine, object, EngineSync.UNKNOWN, EngineHealth.UNKNOWN, null, why, null);
    }

    /** Whether people would say that it is in the same state: words about it, and revisions, may be others. */
    boolean isLike(Observation other) {
        return engine.equals(other.engine)
                && object.equals(other.object)
                && sync == other.sync
                && health == other.health;
    }

    /** Whether the same is in sync at another revision. */
    boolean movedFrom(Observation other) {
        return sync == EngineSync.SYNCED && revision != null && !revision.equals(other.revision);
    }
}
