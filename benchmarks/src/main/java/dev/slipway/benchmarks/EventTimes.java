package dev.slipway.benchmarks;

import dev.slipway.events.Event;
import dev.slipway.events.ImageEvent.BuildStarted;
import dev.slipway.events.ImageEvent.ImageBuilt;
import dev.slipway.events.PushEvent.BranchPushed;
import dev.slipway.events.SyncEvent.ReleaseLive;
import dev.slipway.events.SyncEvent.SyncProgressed;
import dev.slipway.events.wire.WireNames;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** When events of deliveries were said, by their envelopes; in whatever order they are read. */
final class EventTimes {
    private final Map<String, Map<String, Map<String, String>>> deliveries = new HashMap<>();
    private final Map<String, Instant> others = new HashMap<>();

    void note(Map<String, String> envelope) {
        var delivery = envelope.get("ce_delivery");
        if (delivery == null) {
            others.put(envelope.getOrDefault("ce_id", ""), Instant.parse(envelope.getOrDefault("ce_time", "")));
        } else {
            deliveries
                    .computeIfAbsent(delivery, _ -> new HashMap<>())
                    .putIfAbsent(envelope.getOrDefault("ce_type", ""), envelope);
        }
    }

    /** Of a delivery whose whole way was read, from the hint that began it. */
    Optional<Share> share() {
        return deliveries.values().stream()
                .flatMap(events -> share(events).stream())
                .findFirst();
    }

    private Optional<Share> share(Map<String, Map<String, String>> events) {
        var pushed = events.get(WireNames.of(BranchPushed.class));
        var hinted = pushed == null ? null : others.get(pushed.getOrDefault("ce_cause", ""));
        var began = time(events, BuildStarted.class);
        var built = time(events, ImageBuilt.class);
        var applied = time(events, SyncProgressed.class);
        var live = time(events, ReleaseLive.class);
        return hinted == null || began == null || built == null || applied == null || live == null
                ? Optional.empty()
                : Optional.of(new Share(hinted, began, built, applied, live));
    }

    private static @Nullable Instant time(Map<String, Map<String, String>> events, Class<? extends Event> type) {
        var envelope = events.get(WireNames.of(type));
        return envelope == null ? null : Instant.parse(envelope.getOrDefault("ce_time", ""));
    }
}
