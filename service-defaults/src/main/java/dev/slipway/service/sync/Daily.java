package dev.slipway.service.sync;

import dev.slipway.events.catalog.DailyTime;
import dev.slipway.events.catalog.Sync;
import java.util.Comparator;
import java.util.Set;

/** At a time of day, or as soon after it as there is somebody to do it. */
public final class Daily implements SyncStrategy {

    @Override
    public String name() {
        return "daily";
    }

    @Override
    public Set<String> needs() {
        return Set.of(AT);
    }

    @Override
    public Schedule of(Sync declared) {
        var times = declared.times().stream().map(DailyTime::of).toList();
        if (times.isEmpty()) {
            throw new IllegalArgumentException("'at' names no time; write HH:MM and a zone, like 02:00 Asia/Shanghai");
        }
        return moment -> {
            var next = times.stream()
                    .map(time -> time.after(moment.since()))
                    .min(Comparator.naturalOrder())
                    .orElseThrow();
            return next.isAfter(moment.now())
                    ? new Verdict.Wait(
                            next,
                            next,
                            "the environment is synced daily at " + String.join(", ", declared.times()),
                            "wait, or " + SyncStrategies.now(moment))
                    : new Verdict.Go();
        };
    }
}
