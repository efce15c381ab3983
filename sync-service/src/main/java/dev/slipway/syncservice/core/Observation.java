package dev.slipway.syncservice.core;

import dev.slipway.events.values.EngineHealth;
import dev.slipway.events.values.EngineSync;
import dev.slipway.events.values.Texts;
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
    private static final int MESSAGE_MAX = 1_000;
    private static final int NAME_MAX = 300;

    /** An engine may say as much as it likes; what is told of it has room for the beginning. */
    public Observation {
        object = Texts.cut(object, NAME_MAX);
        revision = revision == null ? null : Texts.cut(revision, NAME_MAX);
        message = message == null ? null : Texts.cut(message, MESSAGE_MAX);
    }

    /** Of an object that is there, and goes. */
    public static Observation leaving(String engine, String object) {
        return new Observation(
                engine, object, EngineSync.UNKNOWN, EngineHealth.MISSING, null, object + " is being deleted", null);
    }

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
