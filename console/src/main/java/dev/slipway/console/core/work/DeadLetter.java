package dev.slipway.console.core.work;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A record that a service could not use.
 *
 * @param origin topic/partition/offset of the record itself
 * @param text its beginning, as text
 */
public record DeadLetter(
        Instant at,
        String service,
        String error,
        String origin,
        @Nullable String type,
        @Nullable String key,
        String text) {}
