package dev.slipway.syncservice.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.events.Cause;
import dev.slipway.events.DesiredEvent.EnvironmentDesired;
import dev.slipway.events.DesiredEvent.Source;
import dev.slipway.events.Envelope;
import dev.slipway.events.values.CommitId;
import dev.slipway.events.values.EnvironmentRef;
import dev.slipway.events.wire.EventCodec;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class DesiredTableTest {
    private final DesiredTable table = new DesiredTable();

    @Test
    void whatHasLeftIsNotThereUntilItComesBack() {
        var row = row(3);
        read(row);
        assertThat(generations()).containsExactly(3L);

        read(row(4).left());
        assertThat(table.rows()).isEmpty();
        read(row);
        assertThat(table.rows()).as("late").isEmpty();

        read(row(5));
        assertThat(generations()).containsExactly(5L);
    }

    private List<Long> generations() {
        return table.rows().stream().map(EnvironmentDesired::generation).toList();
    }

    private void read(EnvironmentDesired row) {
        var cause = new Cause(new UUID(1, row.generation()), null, null);
        var encoded = EventCodec.encode(Envelope.follow(cause, row, "config-updater", Instant.EPOCH), row);
        var arriving = new ConsumerRecord<>(row.topic(), 0, row.generation(), row.key(), encoded.value());
        encoded.headers()
                .forEach((name, value) -> arriving.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        table.read(arriving);
    }

    private static EnvironmentDesired row(long generation) {
        return new EnvironmentDesired(
                new EnvironmentRef("hichat", "prod"),
                "cloud",
                "hichat",
                generation,
                new Source("https://git.example/config.git", null, "master", new CommitId("a".repeat(40)), "prod"),
                "tree",
                "flux",
                List.of());
    }
}
