package dev.slipway.syncservice.core;

import dev.slipway.events.Cause;
import dev.slipway.events.DesiredEvent.EnvironmentDesired;
import dev.slipway.events.DesiredEvent.ReleaseDesired;
import dev.slipway.events.SyncEvent.SyncFailed;
import dev.slipway.events.values.Failure;
import dev.slipway.events.values.Segment;
import dev.slipway.service.work.Outcome;
import dev.slipway.service.work.Row;
import java.util.stream.Collectors;

/** An environment that is no longer this cluster's: what is on its way there ends, and what is there stays as it is. */
final class Leaving {
    private Leaving() {}

    static Outcome<SyncWork> of(Row<SyncWork> row, Announced before) {
        var desired = row.intent().desired();
        var open = desired.releases().stream()
                .filter(each -> !before.releases().contains(each.release().id())
                        && !before.hasLeft(each.release().id()))
                .toList();
        var outcome = Outcome.<SyncWork>none().close(row);
        open.forEach(each -> outcome.say(cause(row, each), failed(desired, each)));
        return outcome.keep(
                before.leaving(open.stream().map(each -> each.release().id()).collect(Collectors.toSet())));
    }

    /** Each leaving is one of its own, also of a release that came back meanwhile. */
    private static Cause cause(Row<SyncWork> row, ReleaseDesired release) {
        return new Cause(
                row.cause().id(), release.cause().delivery(), release.cause().traceparent());
    }

    private static SyncFailed failed(EnvironmentDesired desired, ReleaseDesired each) {
        return new SyncFailed(
                each.release(),
                desired.destination(),
                desired.source().commit(),
                new Failure(
                        Segment.CONFIG,
                        "environment " + desired.environment() + " is no longer declared in cluster "
                                + desired.cluster() + ": it is not synced any more, and what runs there stays as it is",
                        "declare it there again, and what Git says of it is synced"));
    }
}
