package dev.slipway.webhookservice.inbound;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.slipway.events.CatalogEvent.ProjectDeclared;
import dev.slipway.events.Cause;
import dev.slipway.events.Envelope;
import dev.slipway.events.catalog.Engine;
import dev.slipway.events.catalog.Environment;
import dev.slipway.events.catalog.Project;
import dev.slipway.events.catalog.Repository;
import dev.slipway.events.wire.Json;
import dev.slipway.outside.broker.Broker;
import dev.slipway.service.arrival.Arrival;
import dev.slipway.service.flow.Flows;
import dev.slipway.service.kafka.KafkaClients;
import dev.slipway.service.kafka.Records;
import dev.slipway.webhookservice.core.Doors;
import dev.slipway.webhookservice.core.Hint;
import dev.slipway.webhookservice.core.RepositoryHint;
import dev.slipway.webhookservice.core.Told;
import dev.slipway.webhookservice.core.Told.Moved;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The address that forges post to, with a real broker behind it. */
@QuarkusTest
@QuarkusTestResource(value = Outside.class, restrictToAnnotatedClass = true)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HookTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String PUSH = """
            {"object_kind": "push", "ref": "refs/heads/master", "after": "%s", "user_username": "lihua",
             "project": {"path_with_namespace": "root/hichat"}, "unknown": [{"fields": 1}]}""".formatted("1".repeat(40));

    @Inject
    Flows flows;

    @Inject
    Doors doors;

    @Nullable
    Broker broker;

    @BeforeEach
    void declare() throws Exception {
        if (!doors.projects().isEmpty()) {
            return;
        }
        var repository = new Repository("hichat", "gitlab", "root/hichat", "http://127.0.0.1:9", null, "hichat-hook");
        var config = new Environment.Config("hichat", "k8s-config", "k8s", null, null);
        var prod = new Environment("prod", "master", "cloud", "hichat", config, new Engine("direct"));
        var declared = new ProjectDeclared(
                new Project("hichat", List.of(repository), List.of(), List.of(prod), List.of()), "test");
        var envelope = Envelope.follow(
                new Cause(UUID.randomUUID(), null, null), declared, "test", Instant.parse("2026-01-01T12:00:00Z"));
        try (var producer = flows.clients().producer()) {
            producer.send(Records.of(flows.topics(), envelope, declared)).get();
        }
        await().atMost(SOON).until(() -> !doors.projects().isEmpty());
    }

    @Test
    void aPushIsDurableBeforeItIsAnswered() {
        var before = hints().size();

        post(gitlab(), PUSH)
                .statusCode(202)
                .body("id", notNullValue())
                .body("message", containsString("built for prod"));

        assertThat(hints()).hasSize(before + 1);
        assertThat(hints().getLast().told().moved())
                .isEqualTo(new Moved("refs/heads/master", "1".repeat(40), "lihua", List.of()));
    }

    @Test
    void theSameDeliveryHasTheSameId() {
        var first =
                post(gitlab().header("Idempotency-Key", "a"), PUSH).extract().path("id");
        var again =
                post(gitlab().header("Idempotency-Key", "a"), PUSH).extract().path("id");
        var other =
                post(gitlab().header("Idempotency-Key", "b"), PUSH).extract().path("id");

        assertThat(again).isEqualTo(first);
        assertThat(other).isNotEqualTo(first);
    }

    @Test
    void twoTokensAreValidWhileOneIsChanged() {
        post(given().header("X-Gitlab-Token", Outside.OLD_TOKEN).contentType("application/json"), PUSH)
                .statusCode(202);
        post(given().header("X-Gitlab-Token", Outside.NEW_TOKEN).contentType("application/json"), PUSH)
                .statusCode(202);
    }

    @Test
    void whoHasNoTokenLearnsNothing() {
        var before = hints().size();
        var none = given().contentType("application/json").body(PUSH).post("/hooks/gitlab/hichat");
        var wrong = given().contentType("application/json")
                .header("X-Gitlab-Token", "wrong")
                .body(PUSH)
                .post("/hooks/gitlab/hichat");
        var unknown = given().contentType("application/json")
                .header("X-Gitlab-Token", Outside.NEW_TOKEN)
                .body(PUSH)
                .post("/hooks/gitlab/other");

        assertThat(List.of(none.statusCode(), wrong.statusCode(), unknown.statusCode()))
                .containsOnly(401);
        assertThat(wrong.asString()).contains("token or signature").isEqualTo(none.asString());
        assertThat(unknown.asString()).isEqualTo(wrong.asString());
        assertThat(hints()).hasSize(before);
    }

    @Test
    void howLongARefusalTakesTellsNothing() {
        var known = new ArrayList<Long>();
        var unknown = new ArrayList<Long>();
        for (var i = 0; i < 15; i++) {
            known.add(refused("/hooks/gitlab/hichat"));
            unknown.add(refused("/hooks/gitlab/other"));
        }

        var least = HookDoor.REFUSED_AFTER.toNanos();
        assertThat(known).allSatisfy(nanos -> assertThat(nanos).isGreaterThanOrEqualTo(least));
        assertThat(unknown).allSatisfy(nanos -> assertThat(nanos).isGreaterThanOrEqualTo(least));
    }

    private static long refused(String address) {
        var began = System.nanoTime();
        given().contentType("application/json")
                .header("X-Gitlab-Token", "wrong")
                .body(PUSH)
                .post(address)
                .then()
                .statusCode(anyOf(is(401), is(429)));
        return System.nanoTime() - began;
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "", "[]", "\"push\"", "{\"object_kind\": {\"a\": 1}}"})
    void whatIsNoEventIsRefused(String body) {
        post(gitlab(), body).statusCode(400).body("message", containsString("the body is no"));
    }

    @Test
    void namesOfAnyLengthHarmNothing() {
        post(gitlab().header("traceparent", "x".repeat(5_000)), PUSH.replace("lihua", "l".repeat(100_000)))
                .statusCode(202);
        post(gitlab(), PUSH.replace("master", "m".repeat(100_000)))
                .statusCode(400)
                .body("message", containsString("such long names"));
    }

    @Test
    void anUnknownForgeIsNamed() {
        gitlab().body(PUSH)
                .post("/hooks/sourceforge/hichat")
                .then()
                .statusCode(404)
                .body("message", containsString("gitlab"));
    }

    @Test
    void deepNestingIsRefused() {
        post(gitlab(), "{\"a\":".repeat(5_000) + "1" + "}".repeat(5_000)).statusCode(400);
    }

    @Test
    void anotherContentTypeIsRefused() {
        post(given().header("X-Gitlab-Token", Outside.NEW_TOKEN).contentType("text/plain"), PUSH)
                .statusCode(415)
                .body("message", containsString("application/json"));
    }

    @Test
    void tenMegabytesAreRefused() {
        given().header("X-Gitlab-Token", Outside.NEW_TOKEN)
                .contentType("application/json")
                .body(new byte[10 << 20])
                .post("/hooks/gitlab/hichat")
                .then()
                .statusCode(413)
                .body("message", containsString("at most 4194304 bytes"));
    }

    @Test
    void aBodyOfUnknownLengthIsReadAsFarAsItMayBe() throws IOException {
        try (var forge = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port)) {
            var out = forge.getOutputStream();
            out.write(head("Transfer-Encoding: chunked"));
            var part = new byte[64 * 1024];
            for (var sent = 0; sent < 5 << 20; sent += part.length) {
                out.write("10000\r\n".getBytes(StandardCharsets.US_ASCII));
                out.write(part);
                out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
            }
            out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

            assertThat(firstLine(forge)).contains("413");
        }
    }

    @Test
    void whoAsksFirstIsToldToGoOn() throws IOException {
        try (var forge = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port)) {
            var body = PUSH.getBytes(StandardCharsets.UTF_8);
            forge.getOutputStream().write(head("Expect: 100-continue\r\nContent-Length: " + body.length));
            assertThat(firstLine(forge)).contains("100");
            forge.getOutputStream().write(body);
            forge.getInputStream().readNBytes(2); // the empty line

            assertThat(firstLine(forge)).contains("202");
        }
    }

    @Test
    void whoDoesNotEndItsBodyIsLeft() throws IOException {
        try (var forge = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port)) {
            var began = System.nanoTime();
            forge.getOutputStream().write(head("Content-Length: 100"));
            forge.getOutputStream().write('{');

            assertThat(firstLine(forge))
                    .as("nothing, and the end of the connection")
                    .isNull();
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(SOON);
        }
    }

    private static byte[] head(String header) {
        return ("POST /hooks/gitlab/hichat HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nX-Gitlab-Token: "
                        + Outside.NEW_TOKEN + "\r\n" + header + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static @Nullable String firstLine(Socket forge) throws IOException {
        var line = new StringBuilder();
        for (var next = forge.getInputStream().read();
                next >= 0;
                next = forge.getInputStream().read()) {
            if (next == '\n') {
                return line.toString();
            }
            line.append((char) next);
        }
        return null;
    }

    @Test
    void anEventThatNobodyCaresForIsNoError() {
        var before = hints().size();

        post(gitlab(), "{\"object_kind\": \"wiki_page\"}").statusCode(200).body("id", nullValue());

        assertThat(hints()).hasSize(before);
    }

    @Test
    @Order(1)
    void whoTriesTokensWithoutEndIsSlowedDown() {
        var refused = 0;
        Response answer;
        do {
            answer = given().contentType("application/json")
                    .header("X-Gitlab-Token", "guessed")
                    .body(PUSH)
                    .post("/hooks/gitlab/hichat");
            refused++;
        } while (answer.statusCode() == 401 && refused < 1_000);

        answer.then().statusCode(429).header("Retry-After", "1").body("message", containsString("more than it may"));
        await().atMost(SOON).untilAsserted(() -> post(gitlab(), PUSH).statusCode(202));
    }

    @Test
    void aRepositoryThatMayHaveMovedMeansALookAtThoseThatAreDeclared() {
        var before = hints().size();

        post(gitlab(), PUSH.replace("root/hichat", "root/other"))
                .statusCode(202)
                .body("message", containsString("declares no repository root/other"));

        assertThat(hints()).hasSize(before + 1);
        assertThat(hints().getLast().told()).isEqualTo(Told.nothing());
    }

    @Test
    void itSaysWhenABranchMeansNothing() {
        post(gitlab(), PUSH.replace("heads/master", "heads/idea"))
                .statusCode(202)
                .body("message", containsString("maps to no environment"));
        post(gitlab(), PUSH.replace("heads/master", "tags/v1"))
                .statusCode(202)
                .body("message", containsString("tags start no build"));
    }

    @Test
    void whatArrivedIsToldWithoutBodyAndSecret() {
        var id = post(gitlab(), PUSH).statusCode(202).extract().<String>path("id");
        post(given().header("X-Gitlab-Token", "hunter2").contentType("application/json"), PUSH)
                .statusCode(401);
        gitlab().body(PUSH).post("/hooks/gitlab/undeclared").then().statusCode(401);

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(arrivals())
                        .anySatisfy(arrival -> {
                            assertThat(arrival.status()).isEqualTo(202);
                            assertThat(String.valueOf(arrival.hint())).isEqualTo(id);
                            assertThat(arrival.event()).isEqualTo("Push Hook");
                            assertThat(arrival.repository()).isEqualTo("root/hichat");
                            assertThat(arrival.answer()).contains("built for prod");
                            assertThat(arrival.sender()).isEqualTo("127.0.0.1");
                        })
                        .anySatisfy(arrival -> {
                            assertThat(arrival.status()).isEqualTo(401);
                            assertThat(arrival.repository()).isNull();
                        }));
        assertThat(arrivals()).allSatisfy(arrival -> {
            assertThat(arrival.project()).isEqualTo("hichat");
            assertThat(arrival.toString()).doesNotContain("hunter2", Outside.NEW_TOKEN, "user_username");
        });
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void withoutABrokerItAsksToTryLaterWellBeforeTheForgeGivesUp() {
        Objects.requireNonNull(broker).close();

        var answer = given().header("X-Gitlab-Token", Outside.NEW_TOKEN)
                .contentType("application/json")
                .body(PUSH)
                .post("/hooks/gitlab/hichat");

        answer.then().statusCode(503).header("Retry-After", "5");
        assertThat(answer.time()).isLessThan(9_000);
    }

    private static RequestSpecification gitlab() {
        return given().header("X-Gitlab-Token", Outside.NEW_TOKEN)
                .header("X-Gitlab-Event", "Push Hook")
                .contentType("application/json");
    }

    private static ValidatableResponse post(RequestSpecification request, String body) {
        return request.body(body).post("/hooks/gitlab/hichat").then();
    }

    private List<RepositoryHint> hints() {
        return all(Hint.TOPIC, RepositoryHint.class);
    }

    private List<Arrival> arrivals() {
        return all(Arrival.TOPIC, Arrival.class);
    }

    /** All that readers of the topic would see at this moment. */
    private <T> List<T> all(String topic, Class<T> type) {
        var partitions = IntStream.range(0, flows.topics().partitions())
                .mapToObj(number -> new TopicPartition(flows.topics().name(topic), number))
                .toList();
        var all = new ArrayList<T>();
        try (var admin = flows.clients().admin();
                var reader = flows.clients().reader()) {
            var ends = KafkaClients.highWatermarks(admin, partitions);
            reader.assign(partitions);
            reader.seekToBeginning(partitions);
            while (ends.entrySet().stream().anyMatch(end -> reader.position(end.getKey()) < end.getValue())) {
                reader.poll(Duration.ofMillis(100)).forEach(read -> all.add(Json.read(read.value(), type)));
            }
        }
        return all;
    }
}
