package dev.slipway.service.sync;

import dev.slipway.events.catalog.Sync;
import dev.slipway.events.catalog.Windows;
import java.util.Set;

/** While a window is open. */
public final class InWindow implements SyncStrategy {

    @Override
    public String name() {
        return "window";
    }

    @Override
    public Set<String> needs() {
        return Set.of(AT);
    }

    @Override
    public Schedule of(Sync declared) {
        var windows = Windows.of(declared.times());
        if (windows.all().isEmpty()) {
            throw new IllegalArgumentException(
                    "'at' names no window; write days, times and a zone, like Mon-Fri 10:00-17:00 Asia/Shanghai");
        }
        return moment -> {
            var opens = windows.opens(moment.now()).orElseThrow();
            return opens.isAfter(moment.now())
                    ? new Verdict.Wait(
                            opens,
                            opens,
                            "the environment is synced in " + windows,
                            "wait, or " + SyncStrategies.now(moment))
                    : new Verdict.Go();
        };
    }
}
