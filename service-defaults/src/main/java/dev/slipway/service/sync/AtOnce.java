package dev.slipway.service.sync;

import dev.slipway.events.catalog.Sync;
import java.util.Set;

/** As soon as it is in Git. */
public final class AtOnce implements SyncStrategy {

    @Override
    public String name() {
        return Sync.AT_ONCE;
    }

    @Override
    public Set<String> needs() {
        return Set.of();
    }

    @Override
    public Schedule of(Sync declared) {
        return _ -> new Verdict.Go();
    }
}
