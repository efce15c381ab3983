package dev.slipway.console.core.engine;

import dev.slipway.console.core.delivery.State;
import dev.slipway.events.SyncEvent.EngineFound;
import dev.slipway.events.values.EngineComponent;
import dev.slipway.events.values.EngineHealth;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An engine itself in a cluster, as it was found last.
 *
 * @param state its health in one sign; an engine that is not there is no trouble
 * @param since when it was first found so
 * @param installation the one that was asked for last; none where nobody asked for one
 */
public record ClusterEngineView(
        String cluster,
        String engine,
        State state,
        EngineHealth health,
        String namespace,
        @Nullable String version,
        List<EngineComponent> components,
        List<String> served,
        List<String> troubles,
        Instant since,
        @Nullable LastInstallation installation) {

    public static ClusterEngineView of(EngineFound found, @Nullable LastInstallation installation) {
        return new ClusterEngineView(
                found.cluster(),
                found.engine(),
                state(found.health()),
                found.health(),
                found.namespace(),
                found.version(),
                found.components(),
                found.served(),
                found.troubles(),
                found.since(),
                installation);
    }

    private static State state(EngineHealth health) {
        return switch (health) {
            case HEALTHY -> State.LIVE;
            case DEGRADED -> State.FAILED;
            case PROGRESSING -> State.WORKING;
            case SUSPENDED -> State.WAITS_FOR_A_PERSON;
            case MISSING -> State.NO_EFFECT;
            case UNKNOWN -> State.UNKNOWN;
        };
    }
}
