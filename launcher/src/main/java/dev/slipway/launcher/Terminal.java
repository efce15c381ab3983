package dev.slipway.launcher;

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
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** Follows the topics from now on and prints the way of each delivery. */
final class Terminal implements Loop.Body {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final List<String> TOPICS = List.of("push", "image", "config", "sync", "notice");
    private final KafkaClients clients;
    private final Topics topics;
    private final PrintStream out;
    private final Ways ways = new Ways();
    private final EventCodec codec = new EventCodec(
            List.of(PushEvent.class, ImageEvent.class, ConfigEvent.class, SyncEvent.class, NoticeEvent.class));

    Terminal(KafkaClients clients, Topics topics, PrintStream out) {
        this.clients = clients;
        this.topics = topics;
        this.out = out;
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
            var partitions = TOPICS.stream()
                    .map(topics::name)
                    .flatMap(this::partitionsOf)
                    .toList();
            consumer.assign(partitions);
            consumer.seekToEnd(partitions);
            partitions.forEach(consumer::position); // now, not at the first poll
        }

        private Stream<TopicPartition> partitionsOf(String topic) {
            return IntStream.range(0, topics.partitions()).mapToObj(number -> new TopicPartition(topic, number));
        }

        @Override
        public void turn() {
            consumer.poll(POLL).forEach(Terminal.this::print);
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
