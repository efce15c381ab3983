package dev.slipway.console.core.traces;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A step of a delivery, from the fact that caused it to the fact that it led to. The same fact always has the same ids.
 *
 * @param id 16 hexadecimal digits
 * @param parent another span's id, or none
 * @param failure what was seen, where it went wrong
 */
public record Span(
        String trace,
        String id,
        @Nullable String parent,
        String service,
        String name,
        Instant start,
        Instant end,
        Map<String, String> attributes,
        @Nullable String failure) {

    static String idOf(UUID event) {
        return "%016x".formatted(event.getMostSignificantBits());
    }

    static String traceOf(UUID delivery) {
        return "%016x%016x".formatted(delivery.getMostSignificantBits(), delivery.getLeastSignificantBits());
    }
}
