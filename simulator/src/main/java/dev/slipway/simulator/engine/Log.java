package dev.slipway.simulator.engine;

import dev.slipway.events.Envelope;
import dev.slipway.events.Event;
import dev.slipway.events.Fact;
import dev.slipway.events.wire.EventCodec;
import dev.slipway.service.kafka.KafkaClients;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Topics with partitions. What a transaction holds appears together or not at all. */
public final class Log {
    public static final int PARTITIONS = 2;
    private final Map<String, List<Entry>> partitions = new HashMap<>();
    private final Map<String, Consumer<Entry>> listeners = new HashMap<>();

    @SuppressWarnings("ArrayRecordComponent") // bytes, as Kafka has them; entries are never compared
    public record Entry(
            String topic, int partition, String key, Map<String, String> headers, byte @Nullable [] value) {}

    public static Entry of(Envelope envelope, Event event) {
        return of(event, EventCodec.encode(envelope, event));
    }

    static Entry of(Event event, EventCodec.Encoded encoded) {
        var partition = KafkaClients.partitionOf(event.project(), PARTITIONS);
        return new Entry(event.topic(), partition, event.key(), encoded.headers(), encoded.value());
    }

    public void append(List<Entry> transaction) {
        transaction.forEach(entry -> {
            partition(entry.topic(), entry.partition()).add(entry);
            listeners.getOrDefault(entry.topic(), _ -> {}).accept(entry);
        });
    }

    /** Told at the moment at which an entry appears: so it can see what the world is like then. */
    public void listen(String topic, Consumer<Entry> listener) {
        listeners.merge(topic, listener, Consumer::andThen);
    }

    public List<Entry> partition(String topic, int partition) {
        return partitions.computeIfAbsent(topic + "/" + partition, _ -> new ArrayList<>());
    }

    /** The facts of a family, a partition after the other. */
    public <E extends Event> List<Fact<E>> facts(String topic, Class<E> family) {
        return topic(topic).stream().flatMap(reading(family)).toList();
    }

    /** How the facts of a family are read; of other entries there are none. */
    public static <E extends Event> Function<Entry, Stream<Fact<E>>> reading(Class<E> family) {
        var codec = new EventCodec(List.of(family));
        return entry -> codec.decode(entry.headers(), entry.value()).stream()
                .map(fact -> new Fact<>(fact.envelope(), family.cast(fact.event())));
    }

    private List<Entry> topic(String topic) {
        var all = new ArrayList<Entry>();
        for (var partition = 0; partition < PARTITIONS; partition++) {
            all.addAll(partition(topic, partition));
        }
        return all;
    }
}
