package dev.slipway.console.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.console.core.work.DesiredRows.DesiredRow;
import dev.slipway.console.core.work.Impossible;
import dev.slipway.console.core.work.Requests.Again;
import dev.slipway.console.core.work.Requests.Question;
import dev.slipway.events.Cause;
import dev.slipway.events.DesiredEvent.EnvironmentDesired;
import dev.slipway.events.DesiredEvent.Source;
import dev.slipway.events.Envelope;
import dev.slipway.events.Event;
import dev.slipway.events.values.CommitId;
import dev.slipway.events.values.EnvironmentRef;
import dev.slipway.events.wire.EventCodec;
import dev.slipway.outside.broker.Broker;
import dev.slipway.service.control.Control;
import dev.slipway.service.control.Control.Recorded;
import dev.slipway.service.control.Control.WhatIfAsked;
import dev.slipway.service.control.WhatIfAnswered;
import dev.slipway.service.kafka.KafkaClients;
import dev.slipway.service.kafka.Records;
import dev.slipway.service.kafka.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a real broker, and a service that answers for some. */
class KafkaRequestsTest {
    private static final Topics TOPICS = new Topics("try", 2, (short) 1, 1);
    private static final String SERVICE = "notifier";
    private static final Duration WITHIN = Duration.ofSeconds(5);

    @TempDir
    Path folder;

    private Broker broker;
    private KafkaClients clients;

    @BeforeEach
    void start() throws IOException {
        broker = Broker.start(folder, 0, 0);
        clients = new KafkaClients(broker.bootstrapServers());
        try (var admin = clients.admin()) {
            Topics.ensure(admin, TOPICS.privateTo(SERVICE));
        }
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    @Test
    void allAreAskedAtOnceAndWaitedForTogether() throws Exception {
        var questions = IntStream.range(0, 6)
                .mapToObj(number -> new Question(new UUID(1, number), SERVICE, "project-" + number, List.of()))
                .toList();
        var done = new CountDownLatch(1);
        var service = Thread.ofVirtual().start(() -> answer(Set.of("project-2", "project-5"), done));

        var began = System.nanoTime();
        var answers = new KafkaRequests(clients, TOPICS, WITHIN).whatIf(questions);

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isBetween(WITHIN, WITHIN.multipliedBy(3));
        assertThat(answers.values())
                .extracting(WhatIfAnswered::project)
                .containsExactlyInAnyOrder("project-2", "project-5");
        assertThat(answers).containsOnlyKeys(new UUID(1, 2), new UUID(1, 5));
        done.countDown();
        service.join();
    }

    @Test
    void whatIsTooLargeForARequestIsSaid() {
        var fat = new Recorded("push", Map.of("ce_id", "x"), new byte[EventCodec.TABLE_BYTES_MAX]);

        assertThatThrownBy(() ->
                        new KafkaRequests(clients, TOPICS).replay(List.of(new Again(SERVICE, "hichat", fat)), "admin"))
                .isInstanceOf(Impossible.class)
                .hasMessageContainingAll("too large", "at most " + EventCodec.TABLE_BYTES_MAX);
    }

    @Test
    void theNewestRowOfAnEnvironmentIsFoundInTheClusterThatItLivesIn() throws Exception {
        var rows = new KafkaDesiredRows(clients, TOPICS, List.of("cloud", "edge", "empty"));
        var prod = new EnvironmentRef("hichat", "prod");
        var dev = new EnvironmentRef("hichat", "dev");
        assertThat(rows.of(Set.of(prod))).isEmpty();
        publish(
                desired(prod, "cloud", 1),
                desired(prod, "cloud", 2),
                desired(prod, "edge", 3),
                desired(dev, "cloud", 4));
        try (var producer = clients.producer()) {
            producer.send(new ProducerRecord<>(
                            TOPICS.name("desired.cloud"), "hichat/odd", "{".getBytes(StandardCharsets.UTF_8)))
                    .get();
        }

        var found = rows.of(Set.of(prod, dev, new EnvironmentRef("hichat", "none")));

        assertThat(found)
                .extracting(DesiredRow::desired)
                .containsExactly(desired(dev, "cloud", 4), desired(prod, "edge", 3));
        assertThat(found.getLast().record().topic()).isEqualTo("desired.edge");
        assertThat(found.getLast().record().headers()).containsKey("ce_id");
    }

    /** As a service does it, with nonsense before each answer. */
    private void answer(Set<String> projects, CountDownLatch done) {
        var partitions = IntStream.range(0, 2)
                .mapToObj(number -> new TopicPartition(TOPICS.control(SERVICE), number))
                .toList();
        var codec = new EventCodec(Control.FAMILY);
        try (var reader = clients.reader();
                var producer = clients.producer()) {
            reader.assign(partitions);
            while (done.getCount() > 0) {
                for (var read : reader.poll(Duration.ofMillis(50))) {
                    var fact = codec.decode(Records.headers(read), read.value()).orElseThrow();
                    if (fact.event() instanceof WhatIfAsked asked && projects.contains(asked.project())) {
                        var answer = WhatIfAnswered.of(asked, List.of(), List.of(), List.of());
                        var envelope = Envelope.follow(fact.asCause(), answer, SERVICE, Instant.now());
                        var _ = producer.send(
                                new ProducerRecord<>(TOPICS.name(WhatIfAnswered.TOPIC), "nonsense", null));
                        var _ = producer.send(Records.of(TOPICS, envelope, answer));
                        producer.flush();
                    }
                }
            }
        }
    }

    private void publish(Event... events) throws Exception {
        try (var producer = clients.producer()) {
            for (var event : events) {
                var cause = new Cause(UUID.randomUUID(), null, null);
                producer.send(Records.of(TOPICS, Envelope.follow(cause, event, "test", Instant.EPOCH), event))
                        .get();
            }
        }
    }

    private static EnvironmentDesired desired(EnvironmentRef environment, String cluster, long generation) {
        var source = new Source(
                "https://git.example/c.git", null, "master", new CommitId("%040x".formatted(generation)), "prod");
        return new EnvironmentDesired(environment, cluster, "ns", generation, source, "tree", "direct", List.of());
    }
}
