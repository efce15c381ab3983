package dev.slipway.service.sync;

import dev.slipway.events.catalog.Sync;
import java.time.Duration;
import java.util.Set;

/** When somebody asks for it. */
public final class Manual implements SyncStrategy {
    private static final Duration SELDOM = Duration.ofDays(1);

    @Override
    public String name() {
        return "manual";
    }

    @Override
    public Set<String> needs() {
        return Set.of();
    }

    @Override
    public Schedule of(Sync declared) {
        return moment -> new Verdict.Wait(
                null, moment.now().plus(SELDOM), "the environment is synced by hand", SyncStrategies.now(moment));
    }
}
