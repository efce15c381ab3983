package dev.slipway.simulator.world;

import dev.slipway.events.PushEvent.MergeRequest;
import dev.slipway.events.PushEvent.MergeRequest.State;
import dev.slipway.simulator.engine.Chaos;
import dev.slipway.simulator.engine.VirtualClock;
import java.util.ArrayList;
import java.util.List;

/** The forge's merge requests, which people open, rename, merge, close and open again. */
public final class SimulatedRequests {
    private static final int MOST = 3;
    private final Chaos chaos;
    private final VirtualClock clock;
    private final List<MergeRequest> requests = new ArrayList<>();
    private int changes;

    public SimulatedRequests(Chaos chaos, VirtualClock clock) {
        this.chaos = chaos;
        this.clock = clock;
    }

    public MergeRequest change() {
        var number = chaos.below(MOST);
        var state = number < requests.size() ? chaos.oneOf(List.of(State.values())) : State.OPEN;
        // Two changes of one request never have the same time.
        var updated = clock.instant().plusNanos(++changes);
        var changed = new MergeRequest(
                Math.min(number, requests.size()) + 1,
                state,
                "change " + changes,
                "feature/a",
                "master",
                null,
                null,
                null,
                updated);
        if (number < requests.size()) {
            requests.set(number, changed);
        } else {
            requests.add(changed);
        }
        return changed;
    }
}
