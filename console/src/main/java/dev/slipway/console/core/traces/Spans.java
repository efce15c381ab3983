package dev.slipway.console.core.traces;

import dev.slipway.events.CommandEvent;
import dev.slipway.events.ConfigEvent.ChangesNotMerged;
import dev.slipway.events.ConfigEvent.CommandRefused;
import dev.slipway.events.ConfigEvent.ConfigFailed;
import dev.slipway.events.ConfigEvent.PinUnmet;
import dev.slipway.events.Envelope;
import dev.slipway.events.Event;
import dev.slipway.events.Fact;
import dev.slipway.events.ImageEvent.BuildFailed;
import dev.slipway.events.NoticeEvent.NoticeFailed;
import dev.slipway.events.PushEvent;
import dev.slipway.events.SyncEvent.EngineInstallFailed;
import dev.slipway.events.SyncEvent.SyncFailed;
import dev.slipway.events.SyncEvent.SyncProgressed;
import dev.slipway.events.values.Failure;
import dev.slipway.events.wire.WireNames;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Facts as spans. A delivery is a trace: the one that its hook belonged to where the hook said so, else one of its own. No service is asked
 * to measure anything: the log has every step, its cause and its time.
 */
public final class Spans {
    private static final int REMEMBERED = 100_000;
    private static final Pattern TRACEPARENT = Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}");

    private final Map<UUID, Instant> times = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Instant> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** Empty for what belongs to no delivery. A cause that is not remembered makes a span without length. */
    public Optional<Span> of(Fact<?> fact) {
        var envelope = fact.envelope();
        var delivery = envelope.delivery();
        if (delivery == null || isRepeated(fact.event())) {
            return Optional.empty();
        }
        var end = envelope.time();
        times.put(envelope.id(), end);
        var began = envelope.cause() == null ? null : times.get(envelope.cause());
        var start = began == null || began.isAfter(end) ? end : began;
        return Optional.of(new Span(
                trace(envelope, delivery),
                Span.idOf(envelope.id()),
                parent(fact),
                envelope.source(),
                name(fact.event()),
                start,
                end,
                Map.of(
                        "slipway.project", fact.event().project(),
                        "slipway.subject", fact.event().subject(),
                        "slipway.delivery", delivery.toString(),
                        "slipway.event", envelope.id().toString()),
                failure(fact.event()).map(Failure::seen).orElse(null)));
    }

    /** It begins and ends nothing. */
    private static boolean isRepeated(Event event) {
        return event instanceof SyncProgressed progressed && progressed.since() != null;
    }

    private static String trace(Envelope envelope, UUID delivery) {
        return given(envelope, 1).orElseGet(() -> Span.traceOf(delivery));
    }

    /** A push follows from a hint, a command from a request, which are nobody's spans: the parent is the one that the hook named. */
    private static @Nullable String parent(Fact<?> fact) {
        var envelope = fact.envelope();
        if (fact.event() instanceof PushEvent || fact.event() instanceof CommandEvent) {
            return given(envelope, 2).orElse(null);
        }
        return envelope.cause() == null ? null : Span.idOf(Objects.requireNonNull(envelope.cause()));
    }

    private static Optional<String> given(Envelope envelope, int part) {
        return Optional.ofNullable(envelope.traceparent())
                .map(TRACEPARENT::matcher)
                .filter(Matcher::matches)
                .map(matched -> matched.group(part));
    }

    private static String name(Event event) {
        return WireNames.of(event).replaceFirst("^dev\\.slipway\\.", "").replaceFirst("\\.v\\d+$", "");
    }

    private static Optional<Failure> failure(Event event) {
        return switch (event) {
            case BuildFailed failed -> Optional.of(failed.failure());
            case ConfigFailed failed -> Optional.of(failed.failure());
            case PinUnmet pin -> Optional.of(pin.failure());
            case ChangesNotMerged left -> Optional.of(left.failure());
            case CommandRefused refused -> Optional.of(refused.failure());
            case SyncFailed failed -> Optional.of(failed.failure());
            case EngineInstallFailed failed -> Optional.of(failed.failure());
            case NoticeFailed failed -> Optional.of(failed.failure());
            default -> Optional.empty();
        };
    }
}
