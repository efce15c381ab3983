package dev.slipway.console.core.cdevents;

import dev.slipway.events.Envelope;
import dev.slipway.events.Fact;
import dev.slipway.events.values.CommitId;
import dev.slipway.events.wire.WireNames;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A CDEvent, component by component as the specification writes it. */
public record CdEvent(Context context, Subject subject, Origin customData) {
    static final String SPECIFICATION = "0.5.1";
    private static final String PRODUCER = "/slipway/";

    public record Context(
            String specversion,
            UUID id,
            String source,
            String type,
            Instant timestamp,
            @Nullable UUID chainId) {}

    /** @param source what the id is unique in, where that is not the context's source */
    public record Subject(String id, @Nullable String source, Content content) {}

    /**
     * What Slipway has said, and what CDEvents have no word for.
     *
     * @param event the type of the event that this one follows from
     * @param id of that event
     */
    public record Origin(
            String event,
            UUID id,
            @Nullable String branch,
            @Nullable CommitId commit,
            @Nullable String outcome,
            @Nullable String reason) {}

    /** What a kind says about its subject. */
    public sealed interface Content {

        record OfRepository(Reference repository) implements Content {}

        record Build(@Nullable String artifactId) implements Content {}

        record Packaged(Reference change) implements Content {}

        record Published() implements Content {}

        record Service(Reference environment, String artifactId) implements Content {}

        record Named(String name) implements Content {}

        record TaskRun(
                String taskName,
                @Nullable String outcome,
                @Nullable String errors) implements Content {}
    }

    public record Reference(String id, @Nullable String source) {}

    /** The same fact, kind and subject always have the same id. */
    static CdEvent of(CdEventKind kind, Fact<?> fact, Subject subject, Origin origin) {
        var envelope = fact.envelope();
        var id = Envelope.idOf(envelope.id(), kind.type(), subject.id());
        var context = new Context(
                SPECIFICATION,
                id,
                PRODUCER + envelope.source(),
                kind.type(),
                envelope.time(),
                chain(envelope.delivery()));
        return new CdEvent(context, subject, origin);
    }

    static Origin origin(Fact<?> fact) {
        return new Origin(WireNames.of(fact.event()), fact.envelope().id(), null, null, null, null);
    }

    /** The specification wants a UUID of version 4; a delivery's is name-based, and keeps all its other digits. */
    private static @Nullable UUID chain(@Nullable UUID delivery) {
        return delivery == null
                ? null
                : new UUID(
                        (delivery.getMostSignificantBits() & ~0xF000L) | 0x4000L, delivery.getLeastSignificantBits());
    }
}
