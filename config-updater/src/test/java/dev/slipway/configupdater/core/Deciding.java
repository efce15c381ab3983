package dev.slipway.configupdater.core;

import static dev.slipway.configupdater.core.Samples.commit;
import static dev.slipway.configupdater.core.Samples.fact;

import dev.slipway.configupdater.core.ConfigWork.ConfigChange;
import dev.slipway.events.ConfigEvent.ConfigUpdated;
import dev.slipway.events.ConfigEvent.ReleaseRequested;
import dev.slipway.events.Event;
import dev.slipway.events.Fact;
import dev.slipway.events.SyncEvent.ReleaseLive;
import dev.slipway.events.values.Release;
import dev.slipway.service.decide.Batch;
import java.util.List;

/** The decider, with the state that one fact after another leaves. */
final class Deciding {
    private final ReleaseDecider decider = new ReleaseDecider();
    private Lines lines = decider.initial();

    Lines lines() {
        return lines;
    }

    Batch<Lines> decide(Event event) {
        return decide(fact(event));
    }

    Batch<Lines> decide(Fact<?> fact) {
        var batch = new Batch<>("config-updater", decider, _ -> lines, Samples.NOON);
        var route = decider.routes().stream()
                .filter(r -> r.family().isInstance(fact.event()))
                .findFirst()
                .orElseThrow();
        batch.decide(route, fact);
        lines = batch.states().getOrDefault("hichat", lines);
        return batch;
    }

    /** The release that an image leads to, committed and live. */
    Release live(Event built) {
        return live(requested(decide(built)));
    }

    Release live(Release release) {
        committed(release);
        decide(wentLive(release));
        return release;
    }

    Release committed(Release release) {
        var commit = commit(release.ordinal().value());
        decide(new ConfigUpdated(release, "k8s-config", "k8s", commit, "content"));
        return release;
    }

    static ReleaseLive wentLive(Release release) {
        return new ReleaseLive(release, "cloud", commit(release.ordinal().value()), "content", 1);
    }

    static Release requested(Batch<Lines> batch) {
        return said(batch, ReleaseRequested.class).getLast().release();
    }

    static List<ConfigChange> changes(Batch<Lines> batch) {
        return batch.rows().stream().map(row -> (ConfigChange) row.intent()).toList();
    }

    static <E extends Event> List<E> said(Batch<Lines> batch, Class<E> type) {
        return batch.facts().stream()
                .map(Fact::event)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }
}
