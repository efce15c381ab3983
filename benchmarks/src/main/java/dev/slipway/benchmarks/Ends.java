package dev.slipway.benchmarks;

import dev.slipway.events.SyncEvent.ReleaseLive;
import dev.slipway.events.SyncEvent.SyncFailed;
import dev.slipway.events.wire.WireNames;
import dev.slipway.service.kafka.KafkaClients;
import dev.slipway.service.kafka.Records;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** When the end of each release could be read, by its environment and cause; live, or failed. */
final class Ends implements AutoCloseable {
    private static final Set<String> TYPES = Set.of(WireNames.of(ReleaseLive.class), WireNames.of(SyncFailed.class));
    private final Map<String, Long> seen = new ConcurrentHashMap<>();
    private final KafkaConsumer<String, byte[]> consumer;
    private final Thread thread;
    private volatile boolean closing;

    Ends(KafkaClients clients) {
        consumer = clients.reader();
        consumer.assign(IntStream.range(0, 4)
                .mapToObj(partition -> new TopicPartition("slipway.sync", partition))
                .toList());
        consumer.seekToBeginning(List.of());
        thread = Thread.ofPlatform().start(this::read);
    }

    private void read() {
        while (!closing) {
            for (var read : consumer.poll(Duration.ofMillis(100))) {
                var headers = Records.headers(read);
                if (TYPES.contains(headers.getOrDefault("ce_type", ""))) {
                    seen.putIfAbsent(headers.getOrDefault("ce_cause", ""), System.nanoTime());
                }
            }
        }
        consumer.close();
    }

    /** @param cause of the release */
    long of(String cause) throws InterruptedException {
        var until = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (true) {
            var at = seen.get(cause);
            if (at != null) {
                return at;
            }
            if (System.nanoTime() > until) {
                throw new IllegalStateException("a release has no end after two minutes");
            }
            Thread.sleep(1);
        }
    }

    @Override
    public void close() {
        closing = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
