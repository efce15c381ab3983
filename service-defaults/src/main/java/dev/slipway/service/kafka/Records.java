package dev.slipway.service.kafka;

import dev.slipway.events.Envelope;
import dev.slipway.events.Event;
import dev.slipway.events.wire.EventCodec;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;

/** Events as Kafka's records and back. */
public final class Records {
    private Records() {}

    /** The record of an event; it goes to its project's partition, whatever its key is. */
    public static ProducerRecord<String, byte[]> of(Topics topics, Envelope envelope, Event event) {
        return of(topics, event, EventCodec.encode(envelope, event));
    }

    /** @param encoded the event with its envelope */
    public static ProducerRecord<String, byte[]> of(Topics topics, Event event, EventCodec.Encoded encoded) {
        var written = new ProducerRecord<>(
                topics.name(event.topic()),
                KafkaClients.partitionOf(event.project(), topics.partitions()),
                event.key(),
                encoded.value());
        encoded.headers().forEach((name, value) -> add(written.headers(), name, value));
        return written;
    }

    public static Map<String, String> headers(ConsumerRecord<String, byte[]> read) {
        var headers = new HashMap<String, String>();
        // Of a name that stands several times, the last counts: each hop appends its own.
        read.headers().forEach(header -> {
            if (header.value() != null) {
                headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
            }
        });
        return headers;
    }

    /** The original record, with who could not use it and why. */
    public static ProducerRecord<String, byte[]> deadLetter(
            Topics topics, String service, ConsumerRecord<String, byte[]> read, String error) {
        var letter = new ProducerRecord<>(topics.deadLetter(), null, read.key(), read.value(), read.headers());
        add(letter.headers(), "slipway_service", service);
        add(letter.headers(), "slipway_error", error);
        add(letter.headers(), "slipway_origin", read.topic() + "/" + read.partition() + "/" + read.offset());
        return letter;
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
