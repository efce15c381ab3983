package dev.slipway.webhookservice.inbound;

import dev.slipway.events.Cause;
import dev.slipway.events.Envelope;
import dev.slipway.service.flow.Flows;
import dev.slipway.service.kafka.Records;
import dev.slipway.webhookservice.core.Hint;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;
import org.jspecify.annotations.Nullable;

/** Makes hints durable. */
@ApplicationScoped
public class Hints {
    private final MutinyEmitter<byte[]> emitter;
    private final Flows flows;

    Hints(
            @Channel("webhook-hints") @OnOverflow(value = OnOverflow.Strategy.BUFFER, bufferSize = 1024)
                    MutinyEmitter<byte[]> emitter,
            Flows flows) {
        this.emitter = emitter;
        this.flows = flows;
    }

    /** Completes when the broker has the hint. The same id is the same hint. */
    public Uni<Void> store(UUID id, Hint hint, @Nullable String traceparent) {
        var envelope = Envelope.follow(
                new Cause(id, null, traceparent),
                hint,
                "webhook-service",
                Clock.systemUTC().instant());
        var written = Records.of(flows.topics(), envelope, hint);
        return emitter.sendMessage(Message.of(written.value())
                .addMetadata(OutgoingKafkaRecordMetadata.<String>builder()
                        .withTopic(written.topic())
                        .withPartition(written.partition())
                        .withKey(written.key())
                        .withHeaders(written.headers())
                        .build()));
    }
}
