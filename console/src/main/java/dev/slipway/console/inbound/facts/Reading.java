package dev.slipway.console.inbound.facts;

import dev.slipway.console.core.delivery.RawEvent;
import dev.slipway.events.CommandEvent;
import dev.slipway.events.ConfigEvent;
import dev.slipway.events.Fact;
import dev.slipway.events.ImageEvent;
import dev.slipway.events.NoticeEvent;
import dev.slipway.events.PushEvent;
import dev.slipway.events.SyncEvent;
import dev.slipway.events.wire.EventCodec;
import dev.slipway.events.wire.WireNames;
import dev.slipway.service.kafka.Records;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Records as events. */
final class Reading {
    private final EventCodec codec = new EventCodec(List.of(
            PushEvent.class,
            ImageEvent.class,
            CommandEvent.class,
            ConfigEvent.class,
            SyncEvent.class,
            NoticeEvent.class));

    /**
     * @return empty for a type that this version does not know
     * @throws IllegalArgumentException for what is no event
     */
    Optional<RawEvent> event(ConsumerRecord<String, byte[]> read) {
        return codec.decode(Records.headers(read), read.value()).map(fact -> raw(fact, read.value()));
    }

    private static RawEvent raw(Fact<?> fact, byte[] data) {
        var envelope = fact.envelope();
        var event = fact.event();
        return new RawEvent(
                envelope.id(),
                envelope.delivery(),
                envelope.cause(),
                WireNames.of(event),
                envelope.source(),
                event.subject(),
                event.project(),
                envelope.time(),
                new String(data, StandardCharsets.UTF_8));
    }
}
