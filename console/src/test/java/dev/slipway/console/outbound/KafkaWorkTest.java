package dev.slipway.console.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.slipway.console.core.work.OpenRow;
import dev.slipway.events.Cause;
import dev.slipway.events.wire.Json;
import dev.slipway.outside.broker.Broker;
import dev.slipway.service.flow.Loop;
import dev.slipway.service.kafka.KafkaClients;
import dev.slipway.service.kafka.Topics;
import dev.slipway.service.work.Order;
import dev.slipway.service.work.Row;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a real broker, and records that no service would write. */
class KafkaWorkTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Topics TOPICS = new Topics("try", 2, (short) 1, 1);
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @TempDir
    Path folder;

    @Test
    void whatNobodyCanReadIsCountedAndStopsNothing() throws Exception {
        try (var broker = Broker.start(folder, 0, 0)) {
            var clients = new KafkaClients(broker.bootstrapServers());
            var kafka = new KafkaWork(clients, TOPICS, List.of("notifier"), registry);
            try (var loop = new Loop("work", kafka.following());
                    var producer = clients.producer()) {
                loop.start();
                await().atMost(SOON).until(loop::ready);
                var work = TOPICS.work("notifier");
                var good = row("hichat/ops");
                put(producer, work, good.key(), Json.write(good));
                put(producer, work, good.key(), bytes("{\"attempts\":0}")); // what replaced it, nobody can read
                put(producer, work, "hichat/ops|x", bytes("no JSON"));
                put(producer, work, "hichat/ops|y", bytes("{\"attempts\":0,\"cause\":{}}"));
                put(producer, work, "hichat/ops|order:1", bytes("[]"));
                put(producer, work, "hichat/ops|order:2", bytes("{\"kind\":\"PAUSE\"}"));
                var fates = KafkaWork.fateTopic(TOPICS);
                put(producer, fates, "0-1", bytes("null"));
                put(producer, fates, "0-2", null);
                put(producer, TOPICS.deadLetter(), null, null);
                for (var number = 0; number < 2; number++) {
                    var last = row("last/" + number);
                    producer.send(new ProducerRecord<>(work, number, last.key(), Json.write(last)))
                            .get();
                }

                await().atMost(SOON)
                        .until(() ->
                                kafka.open().size() == 2 && kafka.deadLetters().size() == 1 && unknown() == 6);
                assertThat(kafka.open()).extracting(OpenRow::resource).containsExactlyInAnyOrder("last/0", "last/1");
                assertThat(kafka.paused()).isEmpty();
                assertThat(loop.ready()).isTrue();
            }
            try (var loop = new Loop("work", kafka.following())) {
                loop.start();
                await().atMost(SOON).until(loop::ready);

                assertThat(unknown()).as("counted once").isEqualTo(6);
            }
        }
    }

    @Test
    void aPauseIsKnownUntilItEnds() throws Exception {
        try (var broker = Broker.start(folder, 0, 0)) {
            var clients = new KafkaClients(broker.bootstrapServers());
            var kafka = new KafkaWork(clients, TOPICS, List.of("notifier"), registry);
            try (var loop = new Loop("work", kafka.following());
                    var producer = clients.producer()) {
                loop.start();
                await().atMost(SOON).until(loop::ready);
                var pause = new Order(UUID.randomUUID(), Order.Kind.PAUSE, "hichat/ops", null, "admin", null);
                put(producer, TOPICS.work("notifier"), pause.key(), Json.write(pause));
                await().atMost(SOON).until(() -> kafka.paused().size() == 1);

                put(producer, TOPICS.work("notifier"), pause.key(), null);

                await().atMost(SOON).until(() -> kafka.paused().isEmpty());
                assertThat(unknown()).isZero();
            }
        }
    }

    private double unknown() {
        return registry.counter("slipway.facts.unknown", "service", "console.work")
                .count();
    }

    private static Row<Map<String, String>> row(String resource) {
        return Row.open(resource, "x", new Cause(new UUID(1, 1), null, null), Map.of(), Instant.EPOCH);
    }

    private static void put(
            Producer<String, byte[]> producer, String topic, @Nullable String key, byte @Nullable [] value)
            throws Exception {
        producer.send(new ProducerRecord<>(topic, key, value)).get();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
