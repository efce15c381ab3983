package dev.slipway.service.decide;

import dev.slipway.events.Event;
import dev.slipway.service.kafka.KafkaClients;
import dev.slipway.service.kafka.Topics;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * What the catalog says at this moment. Read when somebody replays a declaration, which is rare: a decider keeps the last one that it
 * met, so an older one would take the place of a newer.
 */
final class DeclaredNow {
    private static final Duration POLL = Duration.ofMillis(100);
    /** Within the transaction that it is asked in, which may take five. */
    private static final Duration READ_WITHIN = Duration.ofSeconds(2);

    private final KafkaClients clients;
    private final Topics topics;

    DeclaredNow(KafkaClients clients, Topics topics) {
        this.clients = clients;
        this.topics = topics;
    }

    /** @throws IllegalArgumentException if the catalog says something else by now, or can't be read */
    void mustSay(Event declaration, byte[] value) {
        if (!Arrays.equals(newest(declaration), value)) {
            throw new IllegalArgumentException("the catalog says something newer about " + declaration.subject()
                    + ", so this declaration is passed over: drop it, and change the document where it is not right");
        }
    }

    private byte @Nullable [] newest(Event declaration) {
        var partition = new TopicPartition(
                topics.name(declaration.topic()), KafkaClients.partitionOf(declaration.project(), topics.partitions()));
        var deadline = System.nanoTime() + READ_WITHIN.toNanos();
        byte[] newest = null;
        try (var reader = clients.reader()) {
            reader.assign(List.of(partition));
            reader.seekToBeginning(List.of(partition));
            var end = reader.endOffsets(List.of(partition), left(deadline)).getOrDefault(partition, 0L);
            while (reader.position(partition, left(deadline)) < end) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalArgumentException(
                            "the catalog could not be read within " + READ_WITHIN + "; replay it again");
                }
                for (var read : reader.poll(POLL)) {
                    if (declaration.key().equals(read.key())) {
                        newest = read.value();
                    }
                }
            }
        }
        return newest;
    }

    private static Duration left(long deadline) {
        return Duration.ofNanos(Math.max(1, deadline - System.nanoTime()));
    }
}
