package dev.slipway.syncservice.outbound;

import dev.slipway.events.Cause;
import dev.slipway.events.Envelope;
import dev.slipway.service.kafka.KafkaClients;
import dev.slipway.service.kafka.Records;
import dev.slipway.service.kafka.Topics;
import dev.slipway.syncservice.core.EngineHint;
import dev.slipway.syncservice.core.Hints;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;

/** Hints as records of the service's own topic. */
public final class KafkaHints implements Hints, AutoCloseable {
    private static final Duration CLOSE_MAX = Duration.ofSeconds(1);
    private final KafkaProducer<String, byte[]> producer;
    private final Topics topics;
    private final String service;
    private final Clock clock;

    public KafkaHints(KafkaClients clients, Topics topics, String service, Clock clock) {
        producer = clients.producer();
        this.topics = topics;
        this.service = service;
        this.clock = clock;
    }

    /** Each has a cause of its own: that the same is seen again is another event. */
    @Override
    public CompletionStage<?> store(EngineHint seen) {
        var envelope = Envelope.follow(new Cause(UUID.randomUUID(), null, null), seen, service, clock.instant());
        var stored = new CompletableFuture<Void>();
        try {
            var _ = producer.send(Records.of(topics, envelope, seen), (_, failed) -> {
                if (failed == null) {
                    stored.complete(null);
                } else {
                    stored.completeExceptionally(failed);
                }
            });
        } catch (KafkaException | IllegalArgumentException e) {
            stored.completeExceptionally(e);
        }
        return stored;
    }

    @Override
    public void close() {
        producer.close(CLOSE_MAX);
    }
}
