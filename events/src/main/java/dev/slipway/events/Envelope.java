package dev.slipway.events;

import dev.slipway.events.wire.WireNames;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who said it, when, and because of what. Travels as CloudEvents attributes. */
public record Envelope(
        UUID id,
        String source,
        Instant time,
        @Nullable UUID delivery,
        @Nullable UUID cause,
        @Nullable String traceparent) {

    /** The envelope of a fact that follows from a cause. The same cause, type and subject always give the same id. */
    public static Envelope follow(Cause cause, Event event, String source, Instant time) {
        var id = idOf(cause.id(), WireNames.of(event), event.subject());
        var delivery = cause.delivery() == null && startsDelivery(event) ? id : cause.delivery();
        return new Envelope(id, source, time, delivery, cause.id(), cause.traceparent());
    }

    /** The same, as what begins a delivery where it belongs to none. */
    public Envelope beginning() {
        return new Envelope(id, source, time, delivery == null ? id : delivery, cause, traceparent);
    }

    public Cause asCause() {
        return new Cause(id, delivery, traceparent);
    }

    /** A name-based UUID; the parts are length-prefixed, so that no two triples are written alike. */
    public static UUID idOf(UUID cause, String type, String subject) {
        var typeBytes = type.getBytes(StandardCharsets.UTF_8);
        var subjectBytes = subject.getBytes(StandardCharsets.UTF_8);
        var name = ByteBuffer.allocate(16 + 4 + typeBytes.length + 4 + subjectBytes.length)
                .putLong(cause.getMostSignificantBits())
                .putLong(cause.getLeastSignificantBits())
                .putInt(typeBytes.length)
                .put(typeBytes)
                .putInt(subjectBytes.length)
                .put(subjectBytes);
        return UUID.nameUUIDFromBytes(name.array());
    }

    private static boolean startsDelivery(Event event) {
        return switch (event) {
            case PushEvent _, CommandEvent _ -> true;
            case ImageEvent _,
                    ConfigEvent _,
                    DesiredEvent _,
                    SyncEvent _,
                    NoticeEvent _,
                    CatalogEvent _,
                    PrivateEvent _ -> false;
        };
    }
}
