package dev.slipway.console.core.work;

import dev.slipway.console.core.delivery.Deliveries;
import dev.slipway.console.core.delivery.RawEvent;
import dev.slipway.console.core.work.Requests.Again;
import java.util.List;
import java.util.Set;

/** Which records go into which service again. */
public final class Replays {
    private final Requests requests;
    private final Inputs inputs;
    private final DryRuns dryRuns;

    public Replays(Requests requests, DesiredRows rows, Deliveries deliveries, List<String> clusters) {
        this.requests = requests;
        inputs = new Inputs(rows, clusters);
        dryRuns = new DryRuns(requests, deliveries);
    }

    public record Asking(String service, List<RawEvent> facts, String by) {}

    /** @param facts how many records; a sync-service reads one of each environment */
    public record Replayed(String service, int facts) {}

    public Set<String> services() {
        return inputs.services();
    }

    public Replayed replay(Asking asking) {
        var again = again(asking);
        requests.replay(again, asking.by());
        return new Replayed(asking.service(), again.size());
    }

    public DryRun dryRun(Asking asking) {
        return inputs.readsRows(asking.service())
                ? dryRuns.ofRows(asking, inputs.rows(asking.service(), asking.facts()))
                : dryRuns.of(asking, inputs.facts(asking.service(), asking.facts()));
    }

    private List<Again> again(Asking asking) {
        return inputs.readsRows(asking.service())
                ? inputs.rows(asking.service(), asking.facts()).stream()
                        .map(Inputs::again)
                        .toList()
                : inputs.facts(asking.service(), asking.facts());
    }
}
