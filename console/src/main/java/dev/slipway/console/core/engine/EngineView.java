package dev.slipway.console.core.engine;

import dev.slipway.console.core.delivery.State;
import dev.slipway.events.SyncEvent.EngineObserved;
import dev.slipway.events.values.EngineHealth;
import dev.slipway.events.values.EngineSync;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An environment's engine, as it was seen last.
 *
 * @param state the two in one sign
 * @param since when it was first seen so
 */
public record EngineView(
        String project,
        String environment,
        String cluster,
        State state,
        String engine,
        String object,
        EngineSync sync,
        EngineHealth health,
        @Nullable String revision,
        @Nullable String message,
        @Nullable Integer resources,
        Instant since) {

    public static EngineView of(EngineObserved seen) {
        return new EngineView(
                seen.environment().project(),
                seen.environment().name(),
                seen.cluster(),
                state(seen),
                seen.engine(),
                seen.object(),
                seen.sync(),
                seen.health(),
                seen.revision(),
                seen.message(),
                seen.resources(),
                seen.since());
    }

    private static State state(EngineObserved seen) {
        return switch (seen.health()) {
            case DEGRADED, MISSING -> State.FAILED;
            case SUSPENDED -> State.WAITS_FOR_A_PERSON;
            case PROGRESSING -> State.WORKING;
            case HEALTHY -> inSync(seen, State.LIVE);
            case UNKNOWN -> inSync(seen, State.DONE); // applied, and nobody looks at its health
        };
    }

    private static State inSync(EngineObserved seen, State otherwise) {
        return switch (seen.sync()) {
            case SYNCED -> otherwise;
            case OUT_OF_SYNC -> seen.message() == null ? State.WORKING : State.FAILED;
            case UNKNOWN -> State.UNKNOWN;
        };
    }
}
