package dev.slipway.notifier.core;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * When a channel's last requests ended, oldest first: from it follows when the next may begin. Counted from their ends, so that the
 * chat, which counts arrivals, never sees more than it allows.
 */
public record Pace(List<Instant> ended) {
    public static final Pace IDLE = new Pace(List.of());

    public Pace {
        ended = List.copyOf(ended);
    }

    Instant next(List<Limit> limits, Instant now) {
        return limits.stream()
                .map(this::freeAt)
                .filter(now::isBefore)
                .max(Instant::compareTo)
                .orElse(now);
    }

    /** With one more request; what no limit looks back to is forgotten. */
    Pace plus(Instant end, List<Limit> limits) {
        var longer = new ArrayList<>(ended);
        longer.add(end);
        longer.sort(null);
        var most = limits.stream().mapToInt(Limit::messages).max().orElse(0);
        return new Pace(longer.subList(Math.max(0, longer.size() - most), longer.size()));
    }

    private Instant freeAt(Limit limit) {
        return ended.size() < limit.messages()
                ? Instant.MIN
                : ended.get(ended.size() - limit.messages()).plus(limit.within());
    }
}
