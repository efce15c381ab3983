package dev.slipway.events.catalog;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When an environment is brought to what Git says.
 *
 * @param when the strategy's name: {@code at-once}, {@code manual}, {@code daily}, {@code window}, {@code rule}, or one that was added
 * @param at the times that it names
 * @param rule the expression that lets a release go on
 * @param zone whose clock the rule reads; absent: UTC
 */
public record Sync(
        String when,
        @Nullable List<String> at,
        @Nullable String rule,
        @Nullable String zone) {
    public static final String AT_ONCE = "at-once";
    /** Never declared: what came into Git while the engine was back ahead of it, and Git refused to follow. */
    public static final String WENT_BACK = "went-back";

    public Sync {
        at = at == null ? null : List.copyOf(at);
    }

    public Sync(String when) {
        this(when, null, null, null);
    }

    public static Sync at(String when, String... times) {
        return new Sync(when, List.of(times), null, null);
    }

    public boolean goesAtOnce() {
        return when.equals(AT_ONCE);
    }

    /** The times that it names, if any. */
    public List<String> times() {
        return at == null ? List.of() : at;
    }
}
