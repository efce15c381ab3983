package dev.slipway.webhookservice.inbound;

import dev.slipway.events.Cause;
import dev.slipway.events.Envelope;
import dev.slipway.service.flow.Flows;
import dev.slipway.service.kafka.Records;
import dev.slipway.webhookservice.core.Hint;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;
import org.jspecify.annotations.Nullable;

/** Makes hints durable. */
@ApplicationScoped
public class Hints {
    private final Emitter<byte[]> emitter;
    private final Flows flows;

    Hints(
            @Channel("webhook-hints") @OnOverflow(value = OnOverflow.Strategy.BUFFER, bufferSize = 1024)
                    Emitter<byte[]> emitter,
            Flows flows) {
        this.emitter = emitter;
        this.flows = flows;
    }

    /**
     * Completes with the id by which what is found says its cause, when the broker has the hint; or fails when that takes too long.
     *
     * @param id the same is the same hint
     */
    public CompletableFuture<UUID> store(UUID id, Hint hint, @Nullable String traceparent) {
        var envelope = Envelope.follow(
                new Cause(id, null, traceparent),
                hint,
                "webhook-service",
                Clock.systemUTC().instant());
        var written = Records.of(flows.topics(), envelope, hint);
        var stored = new CompletableFuture<UUID>();
        try {
            emitter.send(Message.of(written.value())
                    .addMetadata(OutgoingKafkaRecordMetadata.<String>builder()
                            .withTopic(written.topic())
                            .withPartition(written.partition())
                            .withKey(written.key())
                            .withHeaders(written.headers())
                            .build())
                    .withAck(() -> {
                        stored.complete(envelope.id());
                        return CompletableFuture.completedFuture(null);
                    })
                    .withNack(e -> {
                        stored.completeExceptionally(e);
                        return CompletableFuture.completedFuture(null);
                    }));
        } catch (IllegalStateException e) {
            stored.completeExceptionally(e); // more wait for the broker already than may
        }
        return stored;
    }
}
