package dev.slipway.console.outbound.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.slipway.console.Facts;
import dev.slipway.events.Event;
import dev.slipway.events.wire.Json;
import dev.slipway.outside.broker.Broker;
import dev.slipway.service.flow.Loop;
import dev.slipway.service.kafka.KafkaClients;
import dev.slipway.service.kafka.Records;
import dev.slipway.service.kafka.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a real broker, and a collector that answers as it is told. */
class OtlpOutletTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Topics TOPICS = new Topics("try", 2, (short) 1, 1);
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final List<JsonNode> taken = new CopyOnWriteArrayList<>();
    private final AtomicInteger answer = new AtomicInteger(200);
    private final AtomicInteger asked = new AtomicInteger();

    @TempDir
    Path folder;

    private Broker broker;
    private KafkaClients clients;
    private HttpServer collector;

    @BeforeEach
    void start() throws IOException {
        broker = Broker.start(folder, 0, 0);
        clients = new KafkaClients(broker.bootstrapServers());
        try (var admin = clients.admin()) {
            Topics.ensure(
                    admin,
                    Stream.of("push", "image", "command", "config", "sync", "notice")
                            .map(TOPICS::ofFacts)
                            .toList());
        }
        collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/v1/traces", exchange -> {
            var body = exchange.getRequestBody().readAllBytes();
            asked.incrementAndGet();
            if (answer.get() == 200) {
                taken.add(Json.MAPPER.readTree(body));
            }
            exchange.sendResponseHeaders(answer.get(), -1);
            exchange.close();
        });
        collector.start();
    }

    @AfterEach
    void stop() {
        collector.stop(0);
        broker.close();
    }

    @Test
    void everyFactIsASpanOnceTheCollectorTakesThem() throws Exception {
        answer.set(503);
        try (var loop = outlet()) {
            loop.start();
            publish(Facts.of(7).wholeWay("prod"));
            await().atMost(SOON).until(() -> asked.get() > 1);
            assertThat(taken).isEmpty();
            answer.set(200);

            await().atMost(SOON).until(() -> spans().count() == 10);
            assertThat(spans().map(span -> span.path("traceId").asText()).distinct())
                    .singleElement()
                    .asString()
                    .matches("[0-9a-f]{32}");
            assertThat(spans()).allSatisfy(span -> {
                assertThat(span.path("spanId").asText()).matches("[0-9a-f]{16}");
                assertThat(span.path("endTimeUnixNano").asLong())
                        .isGreaterThanOrEqualTo(span.path("startTimeUnixNano").asLong());
            });
            assertThat(taken.getLast()
                            .at("/resourceSpans/0/resource/attributes/0/value/stringValue")
                            .asText())
                    .isEqualTo("test");
        }
    }

    @Test
    void whatTheCollectorRefusesIsCountedAndHoldsUpNothing() throws Exception {
        answer.set(400);
        try (var loop = outlet()) {
            loop.start();
            publish(Facts.of(7).pushed());
            await().atMost(SOON)
                    .until(() -> registry.counter("slipway.spans.refused").count() == 1);
            answer.set(200);
            publish(Facts.of(8).pushed());

            await().atMost(SOON).until(() -> spans().count() == 1);
        }
    }

    @Test
    void anotherProcessGoesOnWhereTheLastOneEnded() throws Exception {
        try (var loop = outlet()) {
            loop.start();
            publish(Facts.of(7).pushed());
            await().atMost(SOON).until(() -> spans().count() == 1);
        }
        publish(Facts.of(8).pushed());
        try (var loop = outlet()) {
            loop.start();
            await().during(Duration.ofSeconds(1)).atMost(SOON).until(() -> spans().count() == 2);
        }
    }

    private Stream<JsonNode> spans() {
        return taken.stream()
                .flatMap(request -> request.path("resourceSpans").valueStream())
                .flatMap(resource -> resource.at("/scopeSpans/0/spans").valueStream());
    }

    private Loop outlet() {
        var address = URI.create("http://127.0.0.1:" + collector.getAddress().getPort() + "/v1/traces");
        return new Loop("otlp", new OtlpOutlet(clients, TOPICS, address, registry));
    }

    private void publish(Facts facts) throws ExecutionException, InterruptedException {
        try (var producer = clients.producer()) {
            for (var fact : facts.all()) {
                producer.send(Records.of(TOPICS, fact.envelope(), (Event) fact.event()))
                        .get();
            }
        }
    }
}
