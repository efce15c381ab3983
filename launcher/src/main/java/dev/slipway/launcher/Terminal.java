package dev.slipway.launcher;

import dev.slipway.events.CommandEvent;
import dev.slipway.events.ConfigEvent;
import dev.slipway.events.ImageEvent;
import dev.slipway.events.NoticeEvent;
import dev.slipway.events.PushEvent;
import dev.slipway.events.SyncEvent;
import dev.slipway.events.wire.EventCodec;
import dev.slipway.service.flow.Loop;
import dev.slipway.service.kafka.KafkaClients;
import dev.slipway.service.kafka.Records;
import dev.slipway.service.kafka.Topics;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** Follows the topics from the moment it is made and prints the way of each delivery. */
final class Terminal implements Loop.Body {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final List<String> TOPICS = List.of("push", "image", "command", "config", "sync", "notice");
    private final KafkaClients clients;
    private final Topics topics;
    private final PrintStream out;
    private final Map<TopicPartition, Long> from;
    private final Ways ways = new Ways();
    private final EventCodec codec = new EventCodec(List.of(
            PushEvent.class,
            ImageEvent.class,
            CommandEvent.class,
            ConfigEvent.class,
            SyncEvent.class,
            NoticeEvent.class));

    Terminal(KafkaClients clients, Topics topics, PrintStream out) {
        this.clients = clients;
        this.topics = topics;
        this.out = out;
        try (var admin = clients.admin()) {
            // They may be new: what has no end yet is read from its beginning.
            Topics.ensure(admin, TOPICS.stream().map(topics::ofFacts).toList());
            from = KafkaClients.highWatermarks(admin, partitions());
        }
    }

    private List<TopicPartition> partitions() {
        return TOPICS.stream()
                .map(topics::name)
                .flatMap(topic ->
                        IntStream.range(0, topics.partitions()).mapToObj(number -> new TopicPartition(topic, number)))
                .toList();
    }

    @Override
    public Loop.Session open() {
        return new Following();
    }

    private void print(ConsumerRecord<String, byte[]> read) {
        try {
            codec.decode(Records.headers(read), read.value())
                    .flatMap(ways::line)
                    .ifPresent(out::println);
        } catch (IllegalArgumentException e) {
            out.println("a record that is no event: " + e.getMessage());
        }
    }

    private final class Following implements Loop.Session {
        private final KafkaConsumer<String, byte[]> consumer = clients.reader();

        private Following() {
            consumer.assign(from.keySet());
            from.forEach(consumer::seek);
        }

        @Override
        public void turn() {
            var read = consumer.poll(POLL);
            read.forEach(Terminal.this::print);
            read.nextOffsets().forEach((partition, next) -> from.put(partition, next.offset()));
        }

        @Override
        public boolean ready() {
            return true;
        }

        @Override
        public void close() {
            consumer.close();
        }
    }
}
