package dev.slipway.events.wire;

import dev.slipway.events.Envelope;
import dev.slipway.events.Event;
import dev.slipway.events.Fact;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** CloudEvents 1.0 in Kafka's binary mode, for the families it is given. */
public final class EventCodec {
    public static final int BYTES_MAX = 64 * 1024;
    public static final int TABLE_BYTES_MAX = 1024 * 1024;
    private final Map<String, Class<? extends Event>> types;

    public EventCodec(List<Class<? extends Event>> families) {
        types = WireNames.of(families);
    }

    /** Headers and value of a record. */
    public record Encoded(Map<String, String> headers, byte[] value) {}

    /** @throws IllegalArgumentException if the event is larger than an event may be */
    public static Encoded encode(Envelope envelope, Event event) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("ce_specversion", "1.0");
        headers.put("ce_id", envelope.id().toString());
        headers.put("ce_type", WireNames.of(event));
        headers.put("ce_source", envelope.source());
        headers.put("ce_subject", event.subject());
        headers.put("ce_time", envelope.time().toString());
        put(headers, "ce_delivery", envelope.delivery());
        put(headers, "ce_cause", envelope.cause());
        put(headers, "traceparent", envelope.traceparent());
        headers.put("content-type", "application/json");
        return new Encoded(headers, data(event));
    }

    /** @throws IllegalArgumentException if the event is too large */
    public static byte[] data(Event event) {
        var value = Json.write(event);
        var max = largest(event.topic());
        if (value.length > max) {
            throw new IllegalArgumentException(
                    WireNames.of(event) + " " + event.subject() + " has " + value.length + " bytes, at most " + max);
        }
        return value;
    }

    /** Tables say all there is about their key in each record: a project's whole declaration, all releases of an environment. */
    public static boolean isTable(String topic) {
        return topic.equals("catalog") || topic.startsWith("desired.");
    }

    /** Tables are large, and what is asked of a service may carry their records. */
    private static int largest(String topic) {
        return isTable(topic) || topic.endsWith(".control") ? TABLE_BYTES_MAX : BYTES_MAX;
    }

    /**
     * @return empty for a type that none of the families has
     * @throws IllegalArgumentException for what is no event at all, saying why
     */
    public Optional<Fact<?>> decode(Map<String, String> headers, byte @Nullable [] value) {
        var type = types.get(required(headers, "ce_type"));
        if (type == null) {
            return Optional.empty();
        }
        if (value == null) {
            throw new IllegalArgumentException("an event without data");
        }
        try {
            var envelope = new Envelope(
                    UUID.fromString(required(headers, "ce_id")),
                    required(headers, "ce_source"),
                    Instant.parse(required(headers, "ce_time")),
                    uuid(headers, "ce_delivery"),
                    uuid(headers, "ce_cause"),
                    headers.get("traceparent"));
            return Optional.of(new Fact<Event>(envelope, aboutSomething(Json.read(value, type))));
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("ce_time is no time: " + e.getMessage(), e);
        }
    }

    /** Every reader asks for its project and its subject: one that has none is no event to any of them. */
    private static Event aboutSomething(Event event) {
        try {
            Objects.requireNonNull(event.project());
            Objects.requireNonNull(event.subject());
            return event;
        } catch (NullPointerException e) {
            throw new IllegalArgumentException(
                    WireNames.of(event) + " does not say what it is about: " + e.getMessage(), e);
        }
    }

    private static void put(Map<String, String> headers, String name, @Nullable Object value) {
        if (value != null) {
            headers.put(name, value.toString());
        }
    }

    private static String required(Map<String, String> headers, String name) {
        var value = headers.get(name);
        if (value == null) {
            throw new IllegalArgumentException("header " + name + " is missing");
        }
        return value;
    }

    private static @Nullable UUID uuid(Map<String, String> headers, String name) {
        var value = headers.get(name);
        return value == null ? null : UUID.fromString(value);
    }
}
