package dev.slipway.console;

import static io.restassured.RestAssured.given;

import dev.slipway.events.CommandEvent;
import dev.slipway.events.Fact;
import dev.slipway.events.wire.EventCodec;
import dev.slipway.service.flow.Flows;
import dev.slipway.service.kafka.Records;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
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
