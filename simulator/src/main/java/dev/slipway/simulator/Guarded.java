package dev.slipway.simulator;

import dev.slipway.configupdater.core.Line;
import dev.slipway.configupdater.core.ReleaseDecider;
import dev.slipway.events.catalog.Channel;
import dev.slipway.events.catalog.Sync;
import dev.slipway.events.values.Release;
import dev.slipway.notifier.core.NoticeDecider;
import dev.slipway.notifier.core.NoticeState;
import dev.slipway.service.sync.SyncStrategies;
import dev.slipway.service.sync.SyncStrategy;
import dev.slipway.simulator.engine.Chaos;
import dev.slipway.simulator.engine.Guard;
import dev.slipway.syncservice.core.SyncDecider;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** The product's deciders, each with its guard taken away where the schedule says so. */
record Guarded(Chaos chaos) {
    private static final SyncStrategies FOUND = SyncStrategies.found();

    ReleaseDecider releases() {
        return new ReleaseDecider() {
            @Override
            public boolean isOvertaken(Line line, Release release) {
                return chaos.has(Guard.OVERTAKEN) && super.isOvertaken(line, release);
            }

            @Override
            public boolean isKeptOut(Line line, Release release, boolean forced) {
                return chaos.has(Guard.HOLD) && super.isKeptOut(line, release, forced);
            }

            @Override
            public boolean hasObeyed(Line line, UUID order) {
                return chaos.has(Guard.OBEYED) && super.hasObeyed(line, order);
            }
        };
    }

    SyncDecider syncs() {
        return new SyncDecider(Catalogs.CLUSTER) {
            @Override
            protected boolean isStale(long seen, long arriving) {
                return chaos.has(Guard.GENERATION) && super.isStale(seen, arriving);
            }
        };
    }

    SyncStrategies strategies() {
        return chaos.has(Guard.STRATEGY)
                ? FOUND
                : new SyncStrategies(
                        List.of(unheeded("daily"), unheeded("window"), unheeded("rule"), unheeded(Catalogs.BY_HAND)));
    }

    private static SyncStrategy unheeded(String name) {
        return new SyncStrategy() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Set<String> needs() {
                return Set.of();
            }

            @Override
            public Schedule of(Sync declared) {
                return _ -> new Verdict.Go();
            }
        };
    }

    NoticeDecider notices() {
        return new NoticeDecider() {
            @Override
            protected boolean alreadyTold(NoticeState state, UUID fact, Channel channel) {
                return chaos.has(Guard.RECEIPT) && super.alreadyTold(state, fact, channel);
            }
        };
    }
}
