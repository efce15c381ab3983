package dev.slipway.syncservice.core;

import dev.slipway.events.DesiredEvent.EnvironmentDesired;
import dev.slipway.events.values.EngineHealth;
import dev.slipway.events.values.EngineSync;
import dev.slipway.events.values.Failure;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the end of an act tells of an engine that nobody watches. Pure. */
final class ActSeen {
    private static final String WITNESS = "an act";

    private ActSeen() {}

    /** What it was to bring is in the cluster. */
    static EngineSeen applied(EnvironmentDesired desired, int objects, @Nullable Failure trouble, Instant now) {
        var commit = desired.source().commit().value();
        return seen(
                desired,
                new Observation(
                        desired.engine(),
                        objectOf(desired),
                        EngineSync.SYNCED,
                        trouble == null ? EngineHealth.HEALTHY : EngineHealth.DEGRADED,
                        commit,
                        trouble == null ? null : trouble.seen(),
                        objects),
                now);
    }

    /** It did not come so far, or nobody knows how far. */
    static EngineSeen refused(EnvironmentDesired desired, Failure why, Instant now) {
        return seen(
                desired,
                new Observation(
                        desired.engine(),
                        objectOf(desired),
                        EngineSync.OUT_OF_SYNC,
                        EngineHealth.UNKNOWN,
                        null,
                        why.seen(),
                        null),
                now);
    }

    private static EngineSeen seen(EnvironmentDesired desired, Observation observation, Instant now) {
        return EngineSeen.of(desired, new Sighting(observation, desired.generation()), now, WITNESS);
    }

    private static String objectOf(EnvironmentDesired desired) {
        return "Namespace " + desired.namespace();
    }
}
