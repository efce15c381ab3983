package dev.slipway.console.outbound.cdevents;

import dev.slipway.console.core.cdevents.CdEvent;
import dev.slipway.events.Fact;
import dev.slipway.events.wire.Json;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** CDEvents in their CloudEvents binding, in Kafka's binary mode. */
final class CdEventRecords {
    private CdEventRecords() {}

    static ProducerRecord<String, byte[]> of(String topic, int partition, Fact<?> fact, CdEvent event) {
        var context = event.context();
        var envelope = fact.envelope();
        var record = new ProducerRecord<>(topic, partition, fact.event().project(), Json.write(event));
        put(record, "ce_specversion", "1.0");
        put(record, "ce_id", context.id());
        put(record, "ce_type", context.type());
        put(record, "ce_source", context.source());
        put(record, "ce_subject", event.subject().id());
        put(record, "ce_time", context.timestamp());
        put(record, "ce_delivery", envelope.delivery());
        put(record, "ce_cause", envelope.id());
        put(record, "traceparent", envelope.traceparent());
        put(record, "content-type", "application/json");
        return record;
    }

    private static void put(ProducerRecord<String, byte[]> record, String name, @Nullable Object value) {
        if (value != null) {
            record.headers().add(name, value.toString().getBytes(StandardCharsets.UTF_8));
        }
    }
}
