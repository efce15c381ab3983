package dev.slipway.console;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import dev.slipway.events.Cause;
import dev.slipway.events.Envelope;
import dev.slipway.outside.forge.GitLabForge;
import dev.slipway.outside.forge.Tokens;
import dev.slipway.service.arrival.Arrival;
import dev.slipway.service.flow.Flows;
import dev.slipway.service.kafka.Records;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a person asks who connects a repository. */
@QuarkusTest
@QuarkusTestResource(Outside.class)
class ConnectingTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    @Inject
    Flows flows;

    @ConfigProperty(name = "slipway.catalog.folder")
    Path catalog;

    @BeforeEach
    void declare() throws IOException {
        declare("https://git.invalid/root/hichat.git");
    }

    @AfterEach
    void remove() throws IOException {
        Files.deleteIfExists(catalog.resolve("connecting.yaml"));
    }

    @Test
    void whatArrivedIsListedForADeclaredProject() throws Exception {
        var at = Instant.parse("2026-01-01T12:00:00Z");
        try (var producer = flows.clients().producer()) {
            for (var n = 0; n < 120; n++) {
                var arrival = new Arrival(
                        at.plusSeconds(n), "connecting", "gitlab", "Push Hook", "a/b", 202, "n" + n, null, "10.0.0.1");
                var envelope = Envelope.follow(new Cause(UUID.randomUUID(), null, null), arrival, "test", at);
                producer.send(Records.of(flows.topics(), envelope, arrival)).get();
            }
        }

        await().atMost(SOON)
                .untilAsserted(() -> api().get("/api/projects/connecting/arrivals")
                        .then()
                        .statusCode(200)
                        .body("arrivals", hasSize(100))
                        .body("arrivals[0].answer", equalTo("n119"))
                        .body("arrivals[0].event", equalTo("Push Hook"))
                        .body("arrivals[99].answer", equalTo("n20")));
        api().get("/api/projects/nobody/arrivals")
                .then()
                .statusCode(404)
                .body("error", containsString("no project 'nobody' is declared"));
        given().get("/api/projects/connecting/arrivals").then().statusCode(401);
    }

    @Test
    void aRepositoryIsCheckedForWhoeverIsSignedIn() {
        var path = "/api/projects/connecting/repositories/hichat/check";

        api().post(path)
                .then()
                .statusCode(200)
                .body("works", equalTo(false))
                .body("steps[0].step", equalTo("address"))
                .body("steps[0].result", equalTo("failed"))
                .body("steps[0].says", containsString("git.invalid"))
                .body("steps[8].step", equalTo("config-branch"))
                .body("steps[8].result", equalTo("skipped"));
        given().post(path).then().statusCode(401);
        api().header("Sec-Fetch-Site", "cross-site").post(path).then().statusCode(403);
        api().post("/api/projects/connecting/repositories/other/check").then().statusCode(404);
    }

    @Test
    void aWebhookIsMadeAndTestedThroughTheForgesApi() throws Exception {
        var tokens = new Tokens() {
            @Override
            public Optional<Right> rightOf(String token) {
                return token.equals(Outside.API_TOKEN) ? Optional.of(Right.MANAGES_HOOKS) : Optional.empty();
            }
        };
        try (var forge = new GitLabForge(tokens, Set.of("root/hichat"))) {
            var path = "/api/projects/connecting/repositories/hichat/webhook";
            declare(forge.url() + "/root/hichat.git");

            api().post(path)
                    .then()
                    .statusCode(200)
                    .body("made", equalTo(true))
                    .body("address", equalTo("http://127.0.0.1:9/hooks/gitlab/connecting"))
                    .body("events", hasItem("merge_requests_events"));
            api().post(path).then().statusCode(200).body("made", equalTo(false));
            api().post(path + "/test").then().statusCode(422).body("error", containsString("ConnectException"));
            given().post(path).then().statusCode(401);
        }
        declare("https://git.invalid/root/hichat.git");
        api().post("/api/projects/connecting/repositories/hichat/webhook")
                .then()
                .statusCode(502)
                .body("error", containsString("git.invalid/api/v4 could not be asked"));
    }

    private void declare(String url) throws IOException {
        try (var in = Objects.requireNonNull(ConnectingTest.class.getResourceAsStream("/hichat.yaml"))) {
            var document = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("project: hichat", "project: connecting")
                    .replace("https://git.example.com/root/hichat.git", url);
            Files.writeString(catalog.resolve("connecting.yaml"), document);
        }
        await().atMost(SOON)
                .untilAsserted(() -> api().get("/api/catalog")
                        .then()
                        .body(
                                "projects.project.repositories.flatten().findAll { it.url == '" + url + "' }.name",
                                hasItem("hichat")));
    }

    private static RequestSpecification api() {
        return given().auth().preemptive().basic("admin", Outside.PASSWORD);
    }
}
