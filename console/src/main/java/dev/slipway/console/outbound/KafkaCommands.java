package dev.slipway.console.outbound;

import dev.slipway.console.core.line.Commands;
import dev.slipway.events.Cause;
import dev.slipway.events.CommandEvent;
import dev.slipway.events.Envelope;
import dev.slipway.service.kafka.KafkaClients;
import dev.slipway.service.kafka.Records;
import dev.slipway.service.kafka.Topics;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** Commands as facts: each asking is a cause of its own, so that the same may be asked for twice. */
public final class KafkaCommands implements Commands {
    private final Topics topics;
    private final Writing writing;

    public KafkaCommands(KafkaClients clients, Topics topics) {
        this.topics = topics;
        writing = new Writing(clients);
    }

    @Override
    public UUID send(CommandEvent command) {
        var envelope = Envelope.follow(new Cause(UUID.randomUUID(), null, null), command, "console", Instant.now());
        writing.write(List.of(Records.of(topics, envelope, command)));
        return Objects.requireNonNull(envelope.delivery());
    }
}
