package dev.slipway.webhookservice.inbound;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.slipway.events.CatalogEvent.ProjectDeclared;
import dev.slipway.events.Cause;
import dev.slipway.events.Envelope;
import dev.slipway.events.catalog.Engine;
import dev.slipway.events.catalog.Environment;
import dev.slipway.events.catalog.Project;
import dev.slipway.events.catalog.Repository;
import dev.slipway.service.flow.Flows;
import dev.slipway.service.kafka.KafkaClients;
import dev.slipway.service.kafka.Records;
import dev.slipway.webhookservice.core.Doors;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The whole service at a broker that asks who it is: over TLS, with a password, and with the rights of the list in deploy. */
@QuarkusTest
@QuarkusTestResource(value = GuardedOutside.class, restrictToAnnotatedClass = true)
class GuardedHookTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String PUSH = """
            {"object_kind": "push", "ref": "refs/heads/master", "after": "%s",
             "project": {"path_with_namespace": "root/hichat"}}""".formatted("1".repeat(40));

    @TestHTTPResource(value = "/health/ready", management = true)
    @Nullable
    URI ready;

    @Inject
    Flows flows;

    @Inject
    Doors doors;

    @Nullable
    KafkaClients administrator;

    @Test
    void aHookBecomesARowOfWorkAndTheCatalogIsNotOurs() throws Exception {
        var declared = declared();
        var envelope = Envelope.follow(
                new Cause(UUID.randomUUID(), null, null), declared, "test", Instant.parse("2026-01-01T12:00:00Z"));
        var record = Records.of(flows.topics(), envelope, declared);
        try (var ours = flows.clients().producer();
                var theirs = Objects.requireNonNull(administrator).producer()) {
            assertThat(ours.send(record))
                    .failsWithin(SOON)
                    .withThrowableThat()
                    .withCauseInstanceOf(TopicAuthorizationException.class);
            theirs.send(record).get(20, TimeUnit.SECONDS);
        }
        await().atMost(SOON).until(() -> !doors.projects().isEmpty());
        await().atMost(SOON)
                .untilAsserted(
                        () -> given().get(Objects.requireNonNull(ready)).then().statusCode(200));

        given().header("X-Gitlab-Token", Outside.NEW_TOKEN)
                .header("X-Gitlab-Event", "Push Hook")
                .contentType("application/json")
                .body(PUSH)
                .post("/hooks/gitlab/hichat")
                .then()
                .statusCode(202);

        await().atMost(SOON).untilAsserted(() -> assertThat(rows()).anyMatch(key -> key.contains("root/hichat")));
    }

    private Set<String> rows() {
        var keys = new HashSet<String>();
        try (var reader = flows.clients().reader()) {
            reader.assign(IntStream.range(0, flows.topics().partitions())
                    .mapToObj(number -> new TopicPartition(flows.topics().work("webhook-service"), number))
                    .toList());
            reader.poll(Duration.ofSeconds(1)).forEach(read -> keys.add(read.key()));
        }
        return keys;
    }

    private static ProjectDeclared declared() {
        var repository = new Repository("hichat", "gitlab", "root/hichat", "http://127.0.0.1:9", null, "hichat-hook");
        var config = new Environment.Config("hichat", "k8s-config", "k8s", null, null);
        var prod = new Environment("prod", "master", "cloud", "hichat", config, new Engine("direct"));
        return new ProjectDeclared(
                new Project("hichat", List.of(repository), List.of(), List.of(prod), List.of()), "test");
    }
}
