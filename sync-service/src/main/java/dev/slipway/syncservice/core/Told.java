package dev.slipway.syncservice.core;

import java.time.Duration;
import java.time.Instant;

/**
 * What was told last of an environment's engine, and by whom it was seen last.
 *
 * @param at when the witness said so, by its own clock
 */
record Told(Observation observation, long version, String witness, Instant at) {
    /** So long a watch may lag behind another one. */
    static final Duration LAG_MAX = Duration.ofMinutes(1);

    static Told of(EngineSeen seen, Instant at) {
        return new Told(seen.observation(), seen.version(), seen.witness(), at);
    }

    /**
     * Whether it is over already, or no proof. Who sees nothing proves nothing where another one sees something, which says so again from
     * time to time. Versions of one cluster grow, unless it was restored from a copy: so a lower one is believed after a while.
     */
    boolean refutes(EngineSeen seen, Instant when) {
        if (!seen.observation().object().equals(observation.object())) {
            return false;
        }
        if (seen.witness().equals(witness)) {
            return when.isBefore(at);
        }
        return seen.lost()
                ? when.isBefore(at.plus(Observer.WITNESSED))
                : seen.version() < version && when.isBefore(at.plus(LAG_MAX));
    }

    /** The same state, seen by somebody else, or in another version. */
    Told seenAgain(EngineSeen seen, Instant when) {
        return new Told(observation, seen.version(), seen.witness(), when);
    }
}
