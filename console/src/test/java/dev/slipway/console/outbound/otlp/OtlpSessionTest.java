package dev.slipway.console.outbound.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.slipway.console.Facts;
import dev.slipway.events.Fact;
import dev.slipway.outside.http.Site;
import dev.slipway.service.kafka.KafkaClients;
import dev.slipway.service.kafka.Records;
import dev.slipway.service.kafka.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Step by step, with a collector that answers as it is told. */
class OtlpSessionTest {
    private static final Topics TOPICS = new Topics("try", 2, (short) 1, 1);
    private static final TopicPartition ONE = new TopicPartition("try.push", 0);
    private static final TopicPartition OTHER = new TopicPartition("try.push", 1);
    private static final Duration WITHIN = Duration.ofSeconds(1);
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final MockConsumer<String, byte[]> consumer = new MockConsumer<>("earliest");
    private final List<String> taken = new CopyOnWriteArrayList<>();
    private volatile int status = 200;
    private volatile String body = "{}";
    private volatile boolean stalls;
    private Site collector;
    private OtlpSession session;

    @BeforeEach
    void start() throws IOException {
        collector = Site.open("collector", 0, exchange -> {
            var sent = new String(exchange.body().readAllBytes(), StandardCharsets.UTF_8);
            if (status == 200) {
                taken.add(sent);
            }
            if (stalls) {
                try (var out = exchange.stream(status)) {
                    for (var i = 0; i < 100 && stalls; i++) {
                        out.write(' ');
                        out.flush();
                        Thread.sleep(100);
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            } else {
                exchange.answer(status, "application/json", body);
            }
        });
        var outlet = new OtlpOutlet(
                new KafkaClients("127.0.0.1:1"), TOPICS, URI.create(collector.url() + "/v1/traces"), registry);
        session = new OtlpSession(outlet, consumer, WITHIN);
        consumer.updateBeginningOffsets(Map.of(ONE, 0L, OTHER, 0L));
        consumer.rebalance(List.of(ONE));
    }

    @AfterEach
    void stop() {
        stalls = false;
        session.close();
        collector.close();
    }

    @Test
    void whatNewPartitionsBringWhileSpansWaitIsNotLost() {
        status = 503;
        consumer.addRecord(record(ONE, Facts.of(7).pushed().all().getFirst()));
        session.turn();
        status = 200;

        consumer.schedulePollTask(() -> {
            consumer.resume(consumer.paused()); // a real one forgets them with their partitions
            consumer.rebalance(List.of(OTHER));
            consumer.addRecord(record(OTHER, Facts.of(8).pushed().all().getFirst()));
        });

        await().atMost(Duration.ofSeconds(10)).until(() -> {
            session.turn();
            return !taken.isEmpty();
        });
        assertThat(taken).singleElement().asString().contains("@8").doesNotContain("@7");
        assertThat(consumer.committed(Set.of(OTHER))).containsEntry(OTHER, new OffsetAndMetadata(1));
    }

    @Test
    void whileSpansWaitNothingElseIsRead() {
        status = 503;
        consumer.addRecord(record(ONE, Facts.of(7).pushed().all().getFirst()));
        session.turn();
        consumer.addRecord(record(ONE, Facts.of(8).pushed().all().getFirst(), 1));
        session.turn();
        assertThat(consumer.position(ONE)).isEqualTo(1);
        status = 200;

        await().atMost(Duration.ofSeconds(10)).until(() -> {
            session.turn();
            return taken.size() == 2;
        });
        assertThat(taken.getFirst()).contains("@7").doesNotContain("@8");
    }

    @Test
    void anAnswerWithoutAnEndHoldsUpNobody() {
        stalls = true;
        consumer.addRecord(record(ONE, Facts.of(7).pushed().all().getFirst()));

        var began = System.nanoTime();
        session.turn();

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isBetween(WITHIN, WITHIN.multipliedBy(8));
        assertThat(consumer.committed(Set.of(ONE))).isEmpty();
    }

    @Test
    void anAnswerWithoutMeasureIsNotReadToItsEnd() {
        body = "x".repeat(4 << 20);
        consumer.addRecord(record(ONE, Facts.of(7).pushed().all().getFirst()));

        session.turn();

        assertThat(consumer.committed(Set.of(ONE))).isEmpty();
    }

    @Test
    void whatIsNoFactAndWhatIsBeyondAllTimeStopsNothing() {
        var push = Facts.of(7).pushed().all().getFirst();
        var broken = record(ONE, push);
        consumer.addRecord(new ConsumerRecord<>(
                ONE.topic(),
                0,
                0,
                0,
                TimestampType.NO_TIMESTAMP_TYPE,
                0,
                0,
                null,
                "{}".getBytes(StandardCharsets.UTF_8),
                broken.headers(),
                Optional.empty()));
        var late = record(ONE, push, 1);
        late.headers().remove("ce_time");
        late.headers().add("ce_time", Instant.MAX.toString().getBytes(StandardCharsets.UTF_8));
        consumer.addRecord(late);

        session.turn();

        assertThat(taken).singleElement().asString().contains("@7");
        assertThat(registry.counter("slipway.facts.unknown", "service", "console.otlp")
                        .count())
                .isEqualTo(1);
    }

    private static ConsumerRecord<String, byte[]> record(TopicPartition partition, Fact<?> fact) {
        return record(partition, fact, 0);
    }

    private static ConsumerRecord<String, byte[]> record(TopicPartition partition, Fact<?> fact, long offset) {
        var written = Records.of(TOPICS, fact.envelope(), fact.event());
        return new ConsumerRecord<>(
                partition.topic(),
                partition.partition(),
                offset,
                0,
                TimestampType.NO_TIMESTAMP_TYPE,
                0,
                0,
                written.key(),
                written.value(),
                written.headers(),
                Optional.empty());
    }
}
