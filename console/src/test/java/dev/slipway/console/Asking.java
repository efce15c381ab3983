package dev.slipway.console;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.hasItem;

import dev.slipway.events.CommandEvent;
import dev.slipway.events.Fact;
import dev.slipway.events.wire.EventCodec;
import dev.slipway.service.flow.Flows;
import dev.slipway.service.kafka.Records;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;

/** A console's pages and REST as the administrator asks them, and the log beside it. */
final class Asking {
    private Asking() {}

    static RequestSpecification asAdmin() {
        return given().auth().preemptive().basic("admin", Outside.PASSWORD);
    }

    static ValidatableResponse page(String path) {
        return given().spec(asAdmin())
                .header("Accept-Language", "en")
                .get(path)
                .then()
                .statusCode(200);
    }

    static ValidatableResponse post(String path, String body) {
        return given().spec(asAdmin())
                .contentType("application/json")
                .body(body)
                .post(path)
                .then();
    }

    /** A project like hichat under another name, as far as the console has read it. */
    static void declare(Path catalog, String project) throws IOException {
        try (var in = Asking.class.getResourceAsStream("/hichat.yaml")) {
            assertThat(in).isNotNull();
            var text = new String(in.readAllBytes(), UTF_8).replace("project: hichat", "project: " + project);
            Files.writeString(catalog.resolve(project + ".yaml"), text);
        }
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> asAdmin().get("/api/catalog").then().body("projects.project.project", hasItem(project)));
    }

    static void publish(Flows flows, List<Fact<?>> facts) throws Exception {
        try (var producer = flows.clients().producer()) {
            for (var fact : facts) {
                producer.send(Records.of(flows.topics(), fact.envelope(), fact.event()))
                        .get();
            }
        }
    }

    /** The commands of a delivery that are in the log. */
    static List<CommandEvent> commands(Flows flows, UUID delivery) {
        var codec = new EventCodec(List.of(CommandEvent.class));
        var partitions = IntStream.range(0, 2)
                .mapToObj(number -> new TopicPartition("try.command", number))
                .toList();
        var commands = new ArrayList<CommandEvent>();
        try (var consumer = flows.clients().reader()) {
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(50))
                        .forEach(read -> codec.decode(Records.headers(read), read.value())
                                .filter(fact -> delivery.equals(fact.envelope().delivery()))
                                .ifPresent(fact -> commands.add((CommandEvent) fact.event())));
            }
        }
        return commands;
    }
}
