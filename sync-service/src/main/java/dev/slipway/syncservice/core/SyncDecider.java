package dev.slipway.syncservice.core;

import dev.slipway.events.DesiredEvent;
import dev.slipway.events.DesiredEvent.EngineDesired;
import dev.slipway.events.DesiredEvent.EnvironmentDesired;
import dev.slipway.events.Fact;
import dev.slipway.service.decide.Decider;
import dev.slipway.service.decide.Decision;
import dev.slipway.service.decide.Parts;
import dev.slipway.service.decide.Route;
import java.time.Instant;
import java.util.List;

/** A newer row of the desired table means a sync of its environment, or the installation of its engine. What is seen of engines is told where it was not told before. */
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
        return SyncState.EMPTY;
    }

    @Override
    public Parts<SyncState> parts() {
        return new SyncState.InParts();
    }

    @Override
    public List<Route<SyncState, ?>> routes() {
        return List.of(
                new Route<>("desired." + cluster, DesiredEvent.class, this::desired),
                new Route<>(EngineHint.topicOf(cluster), EngineHint.class, this::hint));
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
                yield Decision.of(state.saw(row))
                        .open(
                                row.environment().toString(),
                                row.subject(),
                                SyncWork.of(row, fact.isReplayed() || isAskedAgain(row)));
            }
            case EngineDesired row ->
                state.hasSeen(row) && !fact.isReplayed()
                        ? Decision.of(state)
                        : Decision.of(state.saw(row))
                                .open(InstallWork.resource(row.engine()), row.subject(), new InstallWork(row));
        };
    }

    private Decision<SyncState> hint(SyncState state, Fact<EngineHint> fact) {
        return switch (fact.event()) {
            case EngineSeen seen -> seen(state, seen, fact.envelope().time());
            case EngineInspected seen -> inspected(state, seen);
        };
    }

    private static Decision<SyncState> seen(SyncState state, EngineSeen seen, Instant when) {
        if (state.hasLeft(seen.environment())) {
            return Decision.of(state);
        }
        var before = state.toldOf(seen.environment());
        if (before.isPresent() && before.get().refutes(seen, when)) {
            return Decision.of(state);
        }
        if (before.isPresent() && !seen.isNewsAfter(before.get().observation())) {
            return Decision.of(state.told(seen.environment(), before.get().seenAgain(seen, when)));
        }
        return Decision.of(state.told(seen.environment(), Told.of(seen, when))).say(seen.asFact());
    }

    private static Decision<SyncState> inspected(SyncState state, EngineInspected seen) {
        var engine = seen.finding().engine();
        var before = state.foundOf(engine);
        if (before.isPresent() && before.get().refutes(seen)) {
            return Decision.of(state);
        }
        if (before.isPresent() && !before.get().isNews(seen)) {
            return Decision.of(state.found(engine, before.get().seenAgain(seen)));
        }
        return Decision.of(state.found(engine, Found.of(seen))).say(seen.asFact());
    }
}
