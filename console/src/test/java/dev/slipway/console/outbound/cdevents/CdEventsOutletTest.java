package dev.slipway.console.outbound.cdevents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.slipway.console.Facts;
import dev.slipway.console.core.cdevents.Official;
import dev.slipway.events.Event;
import dev.slipway.events.Fact;
import dev.slipway.events.SyncEvent;
import dev.slipway.events.wire.Json;
import dev.slipway.outside.broker.Broker;
import dev.slipway.service.flow.Loop;
import dev.slipway.service.kafka.KafkaClients;
import dev.slipway.service.kafka.Records;
import dev.slipway.service.kafka.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CdEventsOutletTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Topics TOPICS = new Topics("try", 2, (short) 1, 1);
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @TempDir
    Path folder;

    private Broker broker;
    private KafkaClients clients;

    @BeforeEach
    void start() throws IOException {
        broker = Broker.start(folder, 0, 0);
        clients = new KafkaClients(broker.bootstrapServers());
        var facts = Stream.of("catalog", "push", "image", "config", "sync", "notice")
                .map(TOPICS::ofFacts);
        try (var admin = clients.admin()) {
            Topics.ensure(
                    admin,
                    Stream.concat(facts, CdEventsOutlet.topics(TOPICS).stream()).toList());
        }
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    @Test
    void factsAreWrittenOnceMoreAsCdEvents() throws IOException {
        var facts = Facts.of(7).wholeWay("prod");
        try (var loop = outlet()) {
            loop.start();
            publish(facts.all());

            for (var record : written(9)) {
                var headers = Records.headers(record);
                var body = Json.MAPPER.readTree(record.value());
                assertThat(Official.problems(type(record), record.value())).isEmpty();
                assertThat(record.key()).isEqualTo("hichat");
                assertThat(headers)
                        .containsEntry("ce_specversion", "1.0")
                        .containsEntry("content-type", "application/json")
                        .containsEntry("ce_id", body.at("/context/id").asText())
                        .containsEntry("ce_type", body.at("/context/type").asText())
                        .containsEntry("ce_source", body.at("/context/source").asText())
                        .containsEntry("ce_time", body.at("/context/timestamp").asText())
                        .containsEntry("ce_subject", body.at("/subject/id").asText())
                        .containsEntry("ce_cause", body.at("/customData/id").asText())
                        .containsEntry("ce_delivery", facts.delivery().toString());
            }
        }
    }

    @Test
    void anotherProcessGoesOnWhereTheLastOneEndedAndKnowsWhatRuns() throws IOException {
        try (var loop = outlet()) {
            loop.start();
            publish(Facts.of(7).wholeWay("prod").all());
            written(9);
        }
        publish(Facts.of(8).live("prod").all());
        try (var loop = outlet()) {
            loop.start();
            var all = written(11);

            assertThat(all)
                    .extracting(record -> Records.headers(record).get("ce_id"))
                    .doesNotHaveDuplicates();
            assertThat(all.stream().map(CdEventsOutletTest::type).filter(type -> type.contains(".service.")))
                    .containsExactly("dev.cdevents.service.deployed.0.3.0", "dev.cdevents.service.upgraded.0.3.0");
        }
    }

    @Test
    void whatItCannotReadOrDoesNotKnowIsPassedOverAndCounted() throws IOException {
        try (var loop = outlet();
                var producer = clients.producer()) {
            loop.start();
            var unknown = new ProducerRecord<>(TOPICS.name("push"), "hichat", "{}".getBytes(StandardCharsets.UTF_8));
            unknown.headers().add("ce_type", "dev.slipway.push.unheard-of.v1".getBytes(StandardCharsets.UTF_8));
            var _ = producer.send(unknown);
            var _ = producer.send(
                    new ProducerRecord<>(TOPICS.name("push"), "hichat", "no event".getBytes(StandardCharsets.UTF_8)));
            producer.flush();
            publish(Facts.of(7).pushed().all());

            assertThat(written(1))
                    .extracting(CdEventsOutletTest::type)
                    .containsExactly("dev.cdevents.branch.created.0.3.0");
            assertThat(registry.counter("slipway.facts.unknown", "service", "console.cdevents")
                            .count())
                    .isEqualTo(2);
        }
    }

    @Test
    void neitherFactsNorRowsOfItsOwnThatNobodyCanReadStopIt() throws Exception {
        try (var producer = clients.producer()) {
            for (var value : new byte[][] {
                null, "no row".getBytes(StandardCharsets.UTF_8), "{\"live\":7}".getBytes(StandardCharsets.UTF_8)
            }) {
                producer.send(new ProducerRecord<>(TOPICS.name("console.cdevents"), "hichat", value))
                        .get();
            }
            var hollow =
                    Records.of(TOPICS, Facts.of(7).pushed().all().getFirst().envelope(), (Event)
                            Facts.of(7).pushed().all().getFirst().event());
            for (var value :
                    new byte[][] {null, "{}".getBytes(StandardCharsets.UTF_8), "[]".getBytes(StandardCharsets.UTF_8)}) {
                producer.send(new ProducerRecord<>(hollow.topic(), 0, "hichat", value, hollow.headers()))
                        .get();
            }
            var partial = Facts.of(7).wholeWay("prod").all().stream()
                    .filter(fact -> fact.event() instanceof SyncEvent.ReleaseLive)
                    .map(fact -> Records.of(TOPICS, fact.envelope(), (Event) fact.event()))
                    .findFirst()
                    .orElseThrow();
            var release = "{\"podsReady\":1,\"release\":{\"environment\":\"hichat/prod\",\"application\":\"web\"}}";
            producer.send(new ProducerRecord<>(
                            partial.topic(), 0, "hichat", release.getBytes(StandardCharsets.UTF_8), partial.headers()))
                    .get();
        }
        try (var loop = outlet()) {
            loop.start();
            publish(Facts.of(8).pushed().all());

            assertThat(written(1))
                    .extracting(CdEventsOutletTest::type)
                    .containsExactly("dev.cdevents.branch.created.0.3.0");
            assertThat(registry.counter("slipway.facts.unknown", "service", "console.cdevents")
                            .count())
                    .isEqualTo(6);
        }
    }

    private Loop outlet() {
        return new Loop("cdevents", new CdEventsOutlet(clients, TOPICS, "one", registry));
    }

    private void publish(List<Fact<?>> facts) {
        try (var producer = clients.producer()) {
            for (var fact : facts) {
                var _ = producer.send(Records.of(TOPICS, fact.envelope(), (Event) fact.event()));
            }
        }
    }

    /** All that the topic holds, once it holds so many; and it holds no more a moment later. */
    private List<ConsumerRecord<String, byte[]>> written(int count) {
        var found = new ArrayList<ConsumerRecord<String, byte[]>>();
        try (var reader = clients.reader()) {
            reader.assign(IntStream.range(0, 2)
                    .mapToObj(number -> new TopicPartition(TOPICS.name("cdevents"), number))
                    .toList());
            await().atMost(SOON).untilAsserted(() -> {
                reader.poll(Duration.ofMillis(200)).forEach(found::add);
                assertThat(found).hasSizeGreaterThanOrEqualTo(count);
            });
            reader.poll(Duration.ofMillis(500)).forEach(found::add);
        }
        assertThat(found).hasSize(count);
        return found;
    }

    private static String type(ConsumerRecord<String, byte[]> record) {
        return Records.headers(record).getOrDefault("ce_type", "");
    }
}
