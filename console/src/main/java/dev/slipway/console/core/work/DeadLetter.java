package dev.slipway.console.core.work;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A record that a service could not use.
 *
 * @param id where it lies among the dead letters, {@code partition-offset}
 * @param origin topic/partition/offset of the record itself
 * @param fate what a person has done about it
 * @param text its beginning, as text
 */
public record DeadLetter(
        String id,
        Instant at,
        String service,
        String error,
        String origin,
        @Nullable String type,
        @Nullable String key,
        String text,
        @Nullable Fate fate) {

    /** @param what dropped, replayed or edited */
    public record Fate(String what, String by, Instant at) {}
}
