package dev.slipway.service.sync;

import dev.slipway.events.catalog.Sync;
import dev.slipway.events.catalog.Zones;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;

/** When a rule is true of every release that would go on. */
public final class ByRule implements SyncStrategy {
    private static final Duration EACH_MINUTE = Duration.ofMinutes(1);

    @Override
    public String name() {
        return "rule";
    }

    @Override
    public Set<String> needs() {
        return Set.of(RULE);
    }

    @Override
    public Set<String> takes() {
        return Set.of(ZONE);
    }

    @Override
    public Schedule of(Sync declared) {
        var text = Optional.ofNullable(declared.rule()).orElse("");
        ZoneId zone = declared.zone() == null ? ZoneOffset.UTC : Zones.zone(declared.zone());
        var rule = ReleaseRule.of(text);
        return moment -> {
            var against = moment.releases().stream()
                    .filter(release -> !rule.admits(release, moment.now().atZone(zone)))
                    .findFirst();
            return against.isEmpty()
                    ? new Verdict.Go()
                    : new Verdict.Wait(
                            null,
                            moment.now().plus(EACH_MINUTE),
                            "its rule is false for release " + against.get().rank() + " of "
                                    + against.get().application() + ": " + text,
                            "wait until it is true, or " + SyncStrategies.now(moment));
        };
    }
}
