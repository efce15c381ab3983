package dev.slipway.syncservice.core;

import dev.slipway.events.DesiredEvent;
import dev.slipway.events.DesiredEvent.EnvironmentDesired;
import dev.slipway.events.Fact;
import dev.slipway.service.decide.Decider;
import dev.slipway.service.decide.Decision;
import dev.slipway.service.decide.Route;
import java.util.List;
import java.util.Map;

/** A newer row of the desired table means a sync of its environment. */
public class SyncDecider implements Decider<SyncState> {
    private final String cluster;

    public SyncDecider(String cluster) {
        this.cluster = cluster;
    }

    @Override
    public Class<SyncState> stateType() {
        return SyncState.class;
    }

    @Override
    public SyncState initial() {
        return new SyncState(Map.of());
    }

    @Override
    public List<Route<SyncState, ?>> routes() {
        return List.of(new Route<>("desired." + cluster, DesiredEvent.class, this::desired));
    }

    /** A row that comes again, or late, changes nothing. */
    protected boolean isStale(long seen, long arriving) {
        return arriving <= seen;
    }

    private static boolean isAskedAgain(EnvironmentDesired row) {
        return row.asked() != null && row.asked().again();
    }

    private Decision<SyncState> desired(SyncState state, Fact<DesiredEvent> fact) {
        return switch (fact.event()) {
            case EnvironmentDesired row -> {
                var seen = state.of(row.environment());
                var again = fact.isReplayed() && row.generation() == seen;
                if (!again && isStale(seen, row.generation())) {
                    yield Decision.of(state);
                }
                yield Decision.of(state.saw(row.environment(), row.generation()))
                        .open(row.environment().toString(), row.subject(), SyncWork.of(row, fact.isReplayed() || isAskedAgain(row)));
            }
        };
    }
}
