package dev.slipway.console;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.slipway.events.CatalogEvent;
import dev.slipway.events.Cause;
import dev.slipway.events.DesiredEvent.EnvironmentDesired;
import dev.slipway.events.DesiredEvent.Source;
import dev.slipway.events.Envelope;
import dev.slipway.events.Event;
import dev.slipway.events.Fact;
import dev.slipway.events.values.CommitId;
import dev.slipway.events.values.EnvironmentRef;
import dev.slipway.events.wire.EventCodec;
import dev.slipway.events.wire.Json;
import dev.slipway.service.control.Control;
import dev.slipway.service.control.Control.FactReplayed;
import dev.slipway.service.control.Control.WhatIfAsked;
import dev.slipway.service.control.WhatIfAnswered;
import dev.slipway.service.flow.Flows;
import dev.slipway.service.kafka.Records;
import dev.slipway.service.kafka.Topics;
import dev.slipway.service.work.Row;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.filter.cookie.CookieFilter;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(Outside.class)
class ConsoleTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    @Inject
    Flows flows;

    @ConfigProperty(name = "slipway.catalog.folder")
    Path catalog;

    @Outside.Handle
    Outside outside;

    @TestHTTPResource
    URI url;

    @TestHTTPResource(value = "/health", management = true)
    URI health;

    @BeforeEach
    void ready() {
        await().atMost(SOON)
                .untilAsserted(() -> given().get(health + "/ready").then().statusCode(200));
    }

    @Test
    void factsBecomeADeliveryForProgramsAndForPeople() throws Exception {
        var facts = new Facts("shown", 1, "fix: login", Instant.now()).wholeWay("prod");

        publish(facts.all());
        publish(facts.all());

        var delivery = facts.delivery();
        await().atMost(SOON)
                .untilAsserted(() -> api().get("/api/deliveries/" + delivery)
                        .then()
                        .statusCode(200)
                        .body("delivery.state", equalTo("live"))
                        .body("delivery.messages", hasSize(1))
                        .body("events", hasSize(facts.all().size()))
                        .body("events[0].data.branch", equalTo("master")));
        for (var id :
                List.of(facts.all().getLast().envelope().id(), cause(facts.all().getFirst()))) {
            api().get("/api/deliveries/" + id).then().statusCode(200).body("delivery.id", equalTo(delivery.toString()));
        }
        api().get("/api/deliveries").then().body("deliveries.id", hasItem(delivery.toString()));
        page("/").then().statusCode(200).body(containsString("fix: login")).body(containsString("Li Hua"));
        page("/deliveries/" + delivery)
                .then()
                .statusCode(200)
                .body(containsString("3 pods ready"))
                .body(containsString("<rect class=\"step build\""))
                .body(containsString("sync.release-live"));
    }

    @Test
    void ofHowFarAReleaseIsOnlyTheNewestIsKept() throws Exception {
        var facts = new Facts("going", 1, "fix: login", Instant.now())
                .pushed()
                .queued()
                .building()
                .built()
                .requested("prod")
                .syncing("prod")
                .applied("prod");
        for (var look = 0; look < 9; look++) {
            facts.goesOn("prod", "look " + look);
        }

        publish(facts.all());

        await().atMost(SOON)
                .untilAsserted(() -> api().get("/api/deliveries/" + facts.delivery())
                        .then()
                        .statusCode(200)
                        .body("delivery.releases[0].note", equalTo("look 8"))
                        .body("events", hasSize(facts.all().size() - 8)));
    }

    private static UUID cause(Fact<?> fact) {
        return Objects.requireNonNull(fact.envelope().cause());
    }

    @Test
    void whatWaitsIsListedUntilItIsDone() throws Exception {
        var delivery = UUID.randomUUID();
        var cause = new Cause(UUID.randomUUID(), delivery, null);
        var since = Instant.parse("2026-01-01T12:00:00Z");
        var row = Row.open("hichat/server", "push", cause, Map.of("secret", "of no concern"), since);
        var work = flows.topics().work("build-service");

        put(work, row.key(), Json.write(row));
        await().atMost(SOON)
                .untilAsserted(() -> api().get("/api/work?service=build-service")
                        .then()
                        .body("open.resource", hasItem("hichat/server"))
                        .body("open[0].delivery", equalTo(delivery.toString()))
                        .body("open[0].waitsFor", equalTo("its turn"))
                        .body(not(containsString("of no concern"))));
        put(work, row.key(), null);
        await().atMost(SOON)
                .untilAsserted(() ->
                        api().get("/api/work?service=build-service").then().body("open", hasSize(0)));
        given().get("/api/work").then().statusCode(401);
    }

    @Test
    void deadLettersAreListedWithServiceAndReason() throws Exception {
        var letter =
                new ProducerRecord<>(flows.topics().deadLetter(), "hichat", "{broken".getBytes(StandardCharsets.UTF_8));
        letter.headers().add("slipway_service", "notifier".getBytes(StandardCharsets.UTF_8));
        letter.headers().add("slipway_error", "no JSON".getBytes(StandardCharsets.UTF_8));
        try (var producer = flows.clients().producer()) {
            producer.send(letter).get();
        }

        await().atMost(SOON)
                .untilAsserted(() -> api().get("/api/dead-letters")
                        .then()
                        .body("deadLetters.text", hasItem("{broken"))
                        .body("deadLetters.error", hasItem("no JSON")));
    }

    @Test
    void ordersReachTheServiceAndWrongOnesSayWhy() throws Exception {
        var since = Instant.parse("2026-01-01T12:00:00Z");
        var row = Row.open("hichat/orders", "push", new Cause(UUID.randomUUID(), null, null), Map.of(), since);
        put(flows.topics().work("build-service"), row.key(), Json.write(row));
        await().atMost(SOON)
                .untilAsserted(() -> api().get("/api/work").then().body("open.resource", hasItem("hichat/orders")));

        post(
                        "/api/work/build-service/orders",
                        "{\"kind\":\"give-up\",\"resource\":\"hichat/orders\",\"row\":\"%s\"}".formatted(row.key()))
                .statusCode(200)
                .body("ids", hasSize(1));

        var ordered = await().atMost(SOON)
                .until(() -> records(flows.topics().control("build-service")), read -> !read.isEmpty())
                .getFirst();
        assertThat(new String(ordered.value(), StandardCharsets.UTF_8))
                .contains("GIVE_UP", row.key(), "\"by\":\"admin\"");
        post("/api/work/build-service/orders", "{\"kind\":\"retry-now\",\"resource\":\"*\",\"row\":\"*\"}")
                .statusCode(200)
                .body("ids", hasSize(greaterThanOrEqualTo(1)));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(records(flows.topics().control("build-service")))
                        .extracting(read -> new String(read.value(), StandardCharsets.UTF_8))
                        .anyMatch(order -> order.contains("RETRY_NOW") && order.contains("hichat/orders"))
                        .noneMatch(order -> order.contains("\"resource\":\"*\"")));
        post("/api/work/webhook-service/orders", "{\"kind\":\"give-up\",\"resource\":\"*\"}")
                .statusCode(200)
                .body("ids", hasSize(0))
                .body("message", equalTo("nothing is open in webhook-service"));
        post("/api/work/nobody/orders", "{\"kind\":\"pause\",\"resource\":\"*\"}")
                .statusCode(404)
                .body("error", containsString("there are build-service"));
        post("/api/work/build-service/orders", "{\"kind\":\"explode\",\"resource\":\"*\"}")
                .statusCode(400)
                .body("error", containsString("retry-now, give-up, pause, resume"));
        post("/api/work/build-service/orders", "{\"kind\":\"give-up\",\"resource\":\"x\",\"row\":\"x|y\"}")
                .statusCode(404);
        post("/api/work/build-service/orders", "{\"kind\":\"retry-now\",\"resource\":\"hichat/nothing\"}")
                .statusCode(404)
                .body("error", containsString("hichat/nothing"));
        post("/api/work/build-service/orders", "{").statusCode(400);
        post("/api/work/build-service/orders", "{\"kind\":\"pause\",\"resource\":\"*\",\"rows\":\"x\"}")
                .statusCode(400)
                .body("error", equalTo("there is no field 'rows'; there are kind, resource, row"));
        post("/api/replay", "{\"service\":\"config-updater\",\"from\":\"yesterday\"}")
                .statusCode(400)
                .body("error", equalTo("'from' cannot be read; write a time like 2026-01-31T12:00:00Z"));
        given().contentType("application/json")
                .body("{}")
                .post("/api/work/build-service/orders")
                .then()
                .statusCode(401);
    }

    @Test
    void aDeadLetterIsShownReplayedEditedAndDropped() throws Exception {
        var push = new Facts("letters", 1, "unreadable", Instant.now())
                .wholeWay("prod")
                .all()
                .getFirst();
        var record = Records.of(flows.topics(), push.envelope(), (Event) push.event());
        var letter = new ProducerRecord<>(
                flows.topics().deadLetter(),
                0,
                "letters",
                "{broken".getBytes(StandardCharsets.UTF_8),
                record.headers());
        letter.headers().add("slipway_service", "config-updater".getBytes(StandardCharsets.UTF_8));
        letter.headers().add("slipway_error", "no JSON".getBytes(StandardCharsets.UTF_8));
        letter.headers().add("slipway_origin", (flows.topics().name("push") + "/0/7").getBytes(StandardCharsets.UTF_8));
        String id;
        try (var producer = flows.clients().producer()) {
            var at = producer.send(letter).get();
            id = at.partition() + "-" + at.offset();
        }
        await().atMost(SOON)
                .untilAsserted(() -> api().get("/api/dead-letters/" + id)
                        .then()
                        .statusCode(200)
                        .body("topic", equalTo("push"))
                        .body("value", equalTo("{broken")));

        var foreign = new Facts("foreign", 1, "elsewhere", Instant.now())
                .pushed()
                .all()
                .getFirst();
        given().spec(api())
                .contentType("application/json")
                .body(Json.write(foreign.event()))
                .post("/api/dead-letters/" + id + "/edit")
                .then()
                .statusCode(409)
                .body("error", containsString("belongs to project letters, the corrected value to foreign"));
        post("/api/dead-letters/" + id + "/replay", "").statusCode(200).body("fate.what", equalTo("replayed"));
        given().spec(api())
                .contentType("application/json")
                .body("{\"mended\":true}")
                .post("/api/dead-letters/" + id + "/edit")
                .then()
                .statusCode(409)
                .body("error", containsString("cannot be used either"));
        var mended = new String(Json.write(push.event()), StandardCharsets.UTF_8);
        given().spec(api())
                .contentType("application/json")
                .body(mended)
                .post("/api/dead-letters/" + id + "/edit")
                .then()
                .statusCode(200);
        var replayed = await().atMost(SOON)
                .until(() -> records(flows.topics().control("config-updater")), read -> read.size() == 2);
        var edited = Json.read(replayed.getLast().value(), FactReplayed.class);
        assertThat(new String(edited.fact().value(), StandardCharsets.UTF_8)).isEqualTo(mended);
        assertThat(edited.fact().headers())
                .containsEntry("ce_cause", push.envelope().id().toString())
                .doesNotContainEntry("ce_id", push.envelope().id().toString());
        post("/api/dead-letters/" + id + "/drop", "").statusCode(200);
        await().atMost(SOON)
                .untilAsserted(() -> api().get("/api/dead-letters/" + id)
                        .then()
                        .body("deadLetter.fate.what", equalTo("dropped"))
                        .body("deadLetter.fate.by", equalTo("admin")));
        post("/api/dead-letters/0-999999/drop", "").statusCode(404);
    }

    @Test
    void whatNoServiceReadsTwiceIsRefusedWithTheNextStep() throws Exception {
        var id = letter("notifier.work", "notifier", "letters2/ops|1", "{broken");

        post("/api/dead-letters/" + id + "/replay", "")
                .statusCode(409)
                .body("error", containsString("a row of open work"))
                .body("error", containsString("slipway replay --service notifier"));
        api().get("/api/dead-letters/" + id).then().body("deadLetter.fate", nullValue());
    }

    /** @return its id, once it is listed */
    private String letter(String topic, String service, String key, String value) throws Exception {
        var letter = new ProducerRecord<>(flows.topics().deadLetter(), key, value.getBytes(StandardCharsets.UTF_8));
        letter.headers().add("slipway_service", service.getBytes(StandardCharsets.UTF_8));
        letter.headers().add("slipway_error", "of no use".getBytes(StandardCharsets.UTF_8));
        letter.headers().add("slipway_origin", (flows.topics().name(topic) + "/0/7").getBytes(StandardCharsets.UTF_8));
        try (var producer = flows.clients().producer()) {
            var at = producer.send(letter).get();
            var id = at.partition() + "-" + at.offset();
            await().atMost(SOON)
                    .untilAsserted(
                            () -> api().get("/api/dead-letters/" + id).then().statusCode(200));
            return id;
        }
    }

    @Test
    void aSyncServiceReadsTheRowsOfTheEnvironmentsThatADeliveryCameTo() throws Exception {
        var facts = new Facts("synced", 1, "sync me again", Instant.now()).wholeWay("prod");
        publish(facts.all());
        seen(facts.delivery());
        var environment = new EnvironmentRef("synced", "prod");
        var source = new Source("https://git.example/c.git", null, "master", new CommitId("c".repeat(40)), "prod");
        var desired = new EnvironmentDesired(environment, "local", "synced", 4, source, "tree", "direct", List.of());
        try (var admin = flows.clients().admin();
                var producer = flows.clients().producer()) {
            Topics.ensure(admin, List.of(flows.topics().ofFacts(desired.topic())));
            var envelope = Envelope.follow(new Cause(UUID.randomUUID(), null, null), desired, "test", Instant.now());
            producer.send(Records.of(flows.topics(), envelope, desired)).get();
        }
        var asked = "{\"service\":\"sync-service\",\"delivery\":\"%s\"}".formatted(facts.delivery());

        post("/api/replay", asked).statusCode(200).body("facts", equalTo(1));

        var control = flows.topics().control("sync-service.local");
        var replayed = await().atMost(SOON).until(() -> records(control), read -> read.size() == 1);
        var fact = Json.read(replayed.getFirst().value(), FactReplayed.class);
        assertThat(fact.project()).isEqualTo("synced");
        assertThat(fact.fact().topic()).isEqualTo("desired.local");
        assertThat(Json.read(fact.fact().value(), EnvironmentDesired.class)).isEqualTo(desired);

        answerOne(control, new WhatIfAnswered.Opened("synced/prod", "SyncWork"));
        post("/api/replay", asked.replace("}", ",\"dryRun\":true}"))
                .statusCode(200)
                .body("silent", hasSize(0))
                .body("applies", hasSize(1))
                .body("applies[0].environment", equalTo("synced/prod"))
                .body("applies[0].commit", equalTo("c".repeat(40)))
                .body("applies[0].runs", startsWith("0000"));
    }

    /** Says that the next question's facts would open this, as a service does. */
    private void answerOne(String control, WhatIfAnswered.Opened opens) {
        var codec = new EventCodec(Control.FAMILY);
        Thread.ofVirtual().start(() -> {
            var asked = await().atMost(SOON)
                    .until(
                            () -> records(control).stream()
                                    .map(read -> codec.decode(Records.headers(read), read.value())
                                            .orElseThrow()
                                            .event())
                                    .filter(WhatIfAsked.class::isInstance)
                                    .map(WhatIfAsked.class::cast)
                                    .findFirst(),
                            Optional::isPresent)
                    .orElseThrow();
            var answer = WhatIfAnswered.of(asked, List.of(), List.of(opens), List.of());
            var envelope = Envelope.follow(new Cause(asked.question(), null, null), answer, "test", Instant.now());
            try (var producer = flows.clients().producer()) {
                var _ = producer.send(Records.of(flows.topics(), envelope, answer));
            }
        });
    }

    @Test
    void aReplayNamesAServiceAndWhat() {
        post("/api/replay", "{}").statusCode(400).body("error", containsString("name a service"));
        post("/api/replay", "{\"service\":\"nobody\"}")
                .statusCode(404)
                .body("error", containsString("sync-service.local"));
        post("/api/replay", "{\"service\":\"notifier\"}").statusCode(400).body("error", containsString("from and to"));
        post("/api/replay", "{\"service\":\"notifier\",\"delivery\":\"%s\"}".formatted(UUID.randomUUID()))
                .statusCode(404);
    }

    private ValidatableResponse post(String path, String json) {
        return given().spec(api())
                .contentType("application/json")
                .body(json)
                .post(path)
                .then();
    }

    private void put(String topic, String key, byte @Nullable [] value) throws Exception {
        try (var producer = flows.clients().producer()) {
            producer.send(new ProducerRecord<>(topic, key, value)).get();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/login", "//login", "/%6cogin", "/./login", "/logout", "/logout/", "//logout", "/%6cogout"})
    void formsOfOtherSitesAreRefusedHoweverTheirAddressIsWritten(String path) {
        for (var header : new String[][] {{"Origin", "http://evil.example"}, {"Sec-Fetch-Site", "cross-site"}}) {
            given().urlEncodingEnabled(false)
                    .header(header[0], header[1])
                    .redirects()
                    .follow(false)
                    .formParam("name", "admin")
                    .formParam("password", Outside.PASSWORD)
                    .post(path)
                    .then()
                    .statusCode(403);
        }
    }

    @Test
    void aFailureSaysWhatToDo() throws Exception {
        var facts = new Facts("broken", 1, "break it", Instant.now())
                .pushed()
                .queued()
                .building()
                .built()
                .requested("prod")
                .committed("prod")
                .syncFailed("prod");

        publish(facts.all());

        seen(facts.delivery());
        page("/deliveries/" + facts.delivery())
                .then()
                .body(containsString("failed in prod"))
                .body(containsString("look at MYSQL_HOST"));
    }

    @Test
    void effectsMayComeBeforeTheirCauses() throws Exception {
        var facts = new Facts("backwards", 1, "wrong way round", Instant.now()).wholeWay("prod");

        for (var fact : facts.all().reversed()) {
            publish(List.of(fact));
        }

        await().atMost(SOON)
                .untilAsserted(() -> api().get("/api/deliveries/" + facts.delivery())
                        .then()
                        .body("events", hasSize(facts.all().size()))
                        .body("delivery.steps", hasSize(6)));
    }

    @Test
    void whatOthersWroteIsEscaped() throws Exception {
        var facts =
                new Facts("escaped", 1, "<script>alert('x')</script> & <img src=x>", Instant.now()).wholeWay("prod");

        publish(facts.all());

        seen(facts.delivery());
        for (var path : List.of("/", "/deliveries/" + facts.delivery())) {
            page(path)
                    .then()
                    .body(containsString("&lt;script&gt;alert("))
                    .body(not(containsString("<script>alert")))
                    .body(not(containsString("<img")));
        }
    }

    @Test
    void aPushThatNobodyFollowsIsNotListed() throws Exception {
        var facts = new Facts("unfollowed", 1, "no one", Instant.now()).pushed();

        publish(facts.all());

        seen(facts.delivery());
        api().get("/api/deliveries").then().body("deliveries.project", not(hasItem("unfollowed")));
    }

    @Test
    void pagesFollowEachOther() throws Exception {
        for (var i = 1; i <= 5; i++) {
            var facts = new Facts("paged", i, "push " + i, Instant.now().plusSeconds(i)).wholeWay("prod");
            publish(facts.all());
            seen(facts.delivery());
        }

        var first = api().get("/api/deliveries?limit=2").jsonPath();
        var second = api().get("/api/deliveries?limit=2&before=" + first.getString("next"))
                .jsonPath();

        assertThat(first.getList("deliveries.subject")).containsExactly("push 5", "push 4");
        assertThat(second.getList("deliveries.subject")).containsExactly("push 3", "push 2");
    }

    @Test
    void whoListensIsToldOfEachChange() throws Exception {
        var facts = new Facts("heard", 1, "listen", Instant.now()).wholeWay("prod");
        var credentials =
                Base64.getEncoder().encodeToString(("admin:" + Outside.PASSWORD).getBytes(StandardCharsets.UTF_8));
        var request = HttpRequest.newBuilder(url.resolve("/api/deliveries/events"))
                .header("Authorization", "Basic " + credentials)
                .build();
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(request, HttpResponse.BodyHandlers.ofLines());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type"))
                    .hasValueSatisfying(type -> assertThat(type).startsWith("text/event-stream"));

            publish(facts.all());

            var heard = answer.body()
                    .filter(line -> line.startsWith("data:") && line.contains("\"heard\"") && line.contains("\"live\""))
                    .findFirst();
            assertThat(heard).isPresent();
            client.shutdownNow();
        }
    }

    @Test
    void nobodySeesAnythingWithoutSigningIn() {
        for (var path : List.of("/", "/deliveries", "/deliveries/" + new UUID(0, 1), "/catalog", "/deliveries/x/row")) {
            given().redirects()
                    .follow(false)
                    .get(path)
                    .then()
                    .statusCode(303)
                    .header("Location", containsString("/login"));
        }
        for (var path : List.of("/api/deliveries", "/api/deliveries/x", "/api/catalog", "/api/deliveries/events")) {
            given().get(path)
                    .then()
                    .statusCode(401)
                    .header("WWW-Authenticate", containsString("Basic"))
                    .body("error", containsString("missing or wrong"));
        }
        given().auth()
                .preemptive()
                .basic("admin", "wrong")
                .get("/api/deliveries")
                .then()
                .statusCode(401);
        given().get(health).then().statusCode(200);
        for (var path : List.of("/q/health", "/q/metrics", "/q")) {
            given().get(path).then().statusCode(404);
        }
        given().get("/static/console.css").then().statusCode(200);
        given().get("/static/htmx.js").then().statusCode(200);
        given().get("/hooks/gitlab/x").then().statusCode(404);
    }

    @Test
    void whoGuessesIsSlowedAndWhoSignedInHereBeforeIsNot() {
        api().get("/api/work").then().statusCode(200);
        var tries = 0;
        Response answer;
        do {
            answer = given().auth()
                    .preemptive()
                    .basic("nobody", "guess " + tries++)
                    .get("/api/work");
        } while (answer.statusCode() == 401 && tries < 100);

        answer.then().statusCode(429).header("Retry-After", "30").body("error", containsString("wait half a minute"));
        api().get("/api/work").then().statusCode(200);
        given().auth()
                .preemptive()
                .basic("admin", "wrong")
                .get("/api/work")
                .then()
                .statusCode(401);
    }

    @Test
    void signingInAndOut() {
        var cookies = new CookieFilter();
        given().filter(cookies)
                .redirects()
                .follow(false)
                .formParam("name", "admin")
                .formParam("password", "wrong")
                .post("/login")
                .then()
                .statusCode(303)
                .header("Location", containsString("refused=true"));
        var answer = signIn(cookies);
        assertThat(answer.getHeaders().getValues("Set-Cookie"))
                .anySatisfy(cookie -> assertThat(cookie)
                        .startsWith("slipway-session=")
                        .containsIgnoringCase("HttpOnly")
                        .containsIgnoringCase("SameSite=Lax"));
        given().filter(cookies).get("/").then().statusCode(200).body(containsString("Sign out"));

        given().filter(cookies).redirects().follow(false).post("/logout").then().statusCode(303);

        given().filter(cookies).redirects().follow(false).get("/").then().statusCode(303);
    }

    @Test
    void aFormFromElsewhereIsRefused() {
        given().header("Origin", "https://evil.example")
                .formParam("name", "admin")
                .post("/login")
                .then()
                .statusCode(403);
        given().header("Sec-Fetch-Site", "cross-site").post("/logout").then().statusCode(403);
    }

    @Test
    void pagesCarryTheirGuards() {
        page("/")
                .then()
                .header("Content-Security-Policy", containsString("script-src 'self'"))
                .header("X-Frame-Options", "DENY")
                .header("X-Content-Type-Options", "nosniff");
    }

    @Test
    void pagesSpeakChinese() {
        var cookies = new CookieFilter();
        signIn(cookies);

        given().filter(cookies)
                .header("Accept-Language", "zh-CN,zh;q=0.9")
                .get("/")
                .then()
                .body(containsString("交付"));
        given().filter(cookies)
                .get("/?lang=zh-CN")
                .then()
                .body(containsString("lang=\"zh-CN\""))
                .body(containsString("退出"));
        given().filter(cookies).get("/catalog").then().body(containsString("已声明的项目"));
        given().filter(cookies).get("/catalog?lang=en").then().body(containsString("Declared projects"));
    }

    @Test
    void whatIsNotThereIsSaid() {
        api().get("/api/deliveries/" + new UUID(0, 1))
                .then()
                .statusCode(404)
                .body("error", containsString("there is no delivery"));
        api().get("/api/deliveries/x").then().statusCode(404).body("error", containsString("there is no delivery x"));
        page("/deliveries/x").then().statusCode(404).body(containsString("Not found"));
    }

    @Test
    void theFolderBecomesTheCatalog() throws IOException {
        var good = resource("/hichat.yaml");
        write("hichat.yaml", good);
        await().atMost(SOON)
                .untilAsserted(
                        () -> api().get("/api/catalog").then().body("projects.project.project", hasItem("hichat")));
        assertThat(declarations("hichat")).hasSize(1);

        write("hichat.yaml", good.replace("    engine:", "    gate: {}\n    engine:"));
        await().atMost(SOON)
                .untilAsserted(() -> api().get("/api/catalog")
                        .then()
                        .body(
                                "problems.text",
                                hasItem(containsString("'gate' is not known to this version of Slipway")))
                        .body("projects.project.project", hasItem("hichat")));
        page("/catalog").then().body(containsString("hichat.yaml:22:5")).body(containsString("&#39;gate&#39;"));

        write("hichat.yaml", good);
        await().atMost(SOON)
                .untilAsserted(() -> api().get("/api/catalog").then().body("problems", hasSize(0)));
        assertThat(declarations("hichat")).hasSize(1);
        try (var admin = flows.clients().admin()) {
            assertThat(admin.listTopics().names().get())
                    .contains("try.desired.local", "try.catalog", "try.dead-letter");
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }

        Files.delete(catalog.resolve("hichat.yaml"));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(declarations("hichat")).hasSize(2));
        assertThat(declarations("hichat").getLast().event()).isInstanceOf(CatalogEvent.ProjectRemoved.class);
    }

    @Test
    void whatNobodyCanReadGoesToTheDeadLettersAndStopsNothing() throws Exception {
        var facts = new Facts("after", 1, "after the broken one", Instant.now()).wholeWay("prod");
        try (var producer = flows.clients().producer()) {
            var nonsense = new ProducerRecord<String, byte[]>(
                    "try.image", "after", "nonsense".getBytes(StandardCharsets.UTF_8));
            producer.send(nonsense).get();
            var unknown =
                    new ProducerRecord<String, byte[]>("try.image", "after", "{}".getBytes(StandardCharsets.UTF_8));
            unknown.headers().add("ce_type", "dev.slipway.image.from-the-future.v9".getBytes(StandardCharsets.UTF_8));
            producer.send(unknown).get();
        }
        publish(facts.all());

        seen(facts.delivery());
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(records("try.dead-letter"))
                        .anySatisfy(letter -> assertThat(Records.headers(letter))
                                .containsEntry("slipway_service", "console")
                                .containsEntry("slipway_error", "header ce_type is missing")));
    }

    @Test
    void whileTheDatabaseIsAwayNothingIsLost() throws Exception {
        var facts = new Facts("patient", 1, "waits for the database", Instant.now()).wholeWay("prod");
        var cookies = new CookieFilter();
        signIn(cookies);
        given().filter(cookies).get("/").then().statusCode(200);

        outside.stopDatabase();
        try {
            publish(facts.all());
            given().filter(cookies)
                    .header("Accept-Language", "en")
                    .get("/")
                    .then()
                    .statusCode(503)
                    .body(containsString("does not answer"));
            given().filter(cookies)
                    .get("/api/deliveries")
                    .then()
                    .statusCode(503)
                    .body("error", containsString("does not answer"));
            given().get(health + "/live").then().statusCode(200);
            given().get(health + "/ready").then().statusCode(200);
        } finally {
            outside.startDatabase();
        }

        seen(facts.delivery());
    }

    private void publish(List<Fact<?>> facts) throws Exception {
        try (var producer = flows.clients().producer()) {
            for (var fact : facts) {
                producer.send(Records.of(flows.topics(), fact.envelope(), fact.event()))
                        .get();
            }
        }
    }

    private void seen(UUID delivery) {
        await().atMost(SOON)
                .untilAsserted(
                        () -> api().get("/api/deliveries/" + delivery).then().statusCode(200));
        await().pollDelay(Duration.ofMillis(300)).until(() -> true);
    }

    private static RequestSpecification api() {
        return given().auth().preemptive().basic("admin", Outside.PASSWORD);
    }

    private static io.restassured.response.Response page(String path) {
        var cookies = new CookieFilter();
        signIn(cookies);
        return given().filter(cookies).header("Accept-Language", "en").get(path);
    }

    private static io.restassured.response.Response signIn(CookieFilter cookies) {
        return given().filter(cookies)
                .redirects()
                .follow(false)
                .formParam("name", "admin")
                .formParam("password", Outside.PASSWORD)
                .post("/login");
    }

    private List<Fact<?>> declarations(String project) {
        var codec = new EventCodec(List.of(CatalogEvent.class));
        return records("try.catalog").stream()
                .<Fact<?>>flatMap(read -> codec.decode(Records.headers(read), read.value()).stream())
                .filter(fact -> fact.event().project().equals(project))
                .toList();
    }

    private List<ConsumerRecord<String, byte[]>> records(String topic) {
        var partitions = IntStream.range(0, 2)
                .mapToObj(number -> new TopicPartition(topic, number))
                .toList();
        try (var consumer = flows.clients().reader()) {
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            var read = new ArrayList<ConsumerRecord<String, byte[]>>();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(50)).forEach(read::add);
            }
            return read;
        }
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(catalog.resolve(file), text);
    }

    private static String resource(String name) throws IOException {
        try (var in = ConsoleTest.class.getResourceAsStream(name)) {
            assertThat(in).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
