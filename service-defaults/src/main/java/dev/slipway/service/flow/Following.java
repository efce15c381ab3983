package dev.slipway.service.flow;

import dev.slipway.service.kafka.KafkaClients;
import dev.slipway.service.kafka.Topics;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** Reads whole topics from their beginning, and goes on reading: for those who hold what is in them. Ready when it has come to their end. */
public final class Following implements Loop.Session {
    private static final Duration POLL = Duration.ofMillis(200);
    private final KafkaConsumer<String, byte[]> consumer;
    private final Consumer<ConsumerRecord<String, byte[]>> each;
    private final Map<TopicPartition, Long> ends;
    private final Pace pace = new Pace();
    private volatile boolean whole;

    /** @param names of topics that exist */
    public Following(
            KafkaClients clients,
            Topics topics,
            Collection<String> names,
            Consumer<ConsumerRecord<String, byte[]>> each) {
        this.each = each;
        var partitions = names.stream()
                .flatMap(name ->
                        IntStream.range(0, topics.partitions()).mapToObj(number -> new TopicPartition(name, number)))
                .toList();
        try (var admin = clients.admin()) {
            ends = KafkaClients.highWatermarks(admin, partitions);
        }
        consumer = clients.reader();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    @Override
    public void turn() {
        var read = consumer.poll(POLL);
        read.forEach(each);
        if (whole && !read.isEmpty()) {
            pace.next();
        }
        whole = whole || ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    @Override
    public boolean ready() {
        return whole;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
