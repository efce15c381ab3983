package dev.slipway.console;

import static dev.slipway.console.Asking.asAdmin;
import static dev.slipway.console.Asking.commands;
import static dev.slipway.console.Asking.declare;
import static dev.slipway.console.Asking.page;
import static dev.slipway.console.Asking.post;
import static dev.slipway.console.Asking.publish;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import dev.slipway.events.Cause;
import dev.slipway.events.CommandEvent.InstallEngine;
import dev.slipway.events.Envelope;
import dev.slipway.events.Fact;
import dev.slipway.events.SyncEvent.EngineFound;
import dev.slipway.events.SyncEvent.EngineInstallFailed;
import dev.slipway.events.SyncEvent.EngineInstalling;
import dev.slipway.events.SyncEvent.EngineObserved;
import dev.slipway.events.SyncEvent.OfInstallation;
import dev.slipway.events.values.EngineComponent;
import dev.slipway.events.values.EngineHealth;
import dev.slipway.events.values.EngineSync;
import dev.slipway.events.values.EnvironmentRef;
import dev.slipway.events.values.Failure;
import dev.slipway.events.values.Segment;
import dev.slipway.service.flow.Flows;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How engines are, as programs and people see it. */
@QuarkusTest
@QuarkusTestResource(Outside.class)
class EnginesTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    @TestHTTPResource(value = "/health", management = true)
    URI health;

    @TestHTTPResource("/api/engines/events")
    URI changes;

    @Inject
    Flows flows;

    @ConfigProperty(name = "slipway.catalog.folder")
    Path catalog;

    @BeforeEach
    void ready() {
        await().atMost(SOON)
                .untilAsserted(() -> given().get(health + "/ready").then().statusCode(200));
    }

    @Test
    void whatWasSeenLastIsShownWhateverComesLate() throws Exception {
        declare(catalog, "watched");
        publish(flows, List.of(seen("watched", NOON, EngineHealth.HEALTHY, null)));
        publish(flows, List.of(seen("watched", NOON.plusSeconds(60), EngineHealth.DEGRADED, "2 of 3 pods crash")));
        publish(flows, List.of(seen("watched", NOON.plusSeconds(30), EngineHealth.PROGRESSING, null)));
        publish(flows, List.of(seen("watched", "gone", NOON, EngineHealth.HEALTHY, null)));
        publish(flows, new LineFacts("watched", "hichat").live(new LineFacts("watched", "hichat").release(3)).all);

        await().atMost(SOON)
                .untilAsserted(() -> asAdmin()
                        .get("/api/environments/watched/prod/hichat")
                        .then()
                        .body("live.rank", equalTo("3")));
        asAdmin()
                .get("/api/engines?project=watched")
                .then()
                .statusCode(200)
                .body("engines.environment", equalTo(List.of("prod")))
                .body("engines[0].state", equalTo("failed"))
                .body("engines[0].health", equalTo("degraded"))
                .body("engines[0].sync", equalTo("synced"))
                .body("engines[0].object", equalTo("Application argocd/watched-prod"))
                .body("engines[0].message", equalTo("2 of 3 pods crash"))
                .body("engines[0].since", equalTo("2026-11-20T12:01:00Z"));
        asAdmin().get("/api/engines/watched/prod").then().statusCode(200).body("resources", equalTo(7));
    }

    @Test
    void projectsAndClustersAreToldApart() throws Exception {
        declare(catalog, "asked");
        declare(catalog, "unseen");
        publish(flows, List.of(seen("asked", NOON, EngineHealth.HEALTHY, null)));

        await().atMost(SOON)
                .untilAsserted(() ->
                        asAdmin().get("/api/engines?cluster=local").then().body("engines.project", hasItem("asked")));
        for (var path : List.of("/api/engines?cluster=elsewhere", "/api/engines/clusters?cluster=elsewhere")) {
            asAdmin()
                    .get(path)
                    .then()
                    .statusCode(404)
                    .body(
                            "error",
                            containsString("there is no cluster elsewhere with a sync-service; there are local"));
        }
        asAdmin()
                .get("/api/engines?project=nobody")
                .then()
                .statusCode(404)
                .body("error", containsString("no project 'nobody'"));
        asAdmin().get("/api/engines/asked/nowhere").then().statusCode(404);
        asAdmin()
                .get("/api/engines/unseen/prod")
                .then()
                .statusCode(404)
                .body("error", containsString("nothing was seen yet"));
        given().get("/api/engines").then().statusCode(401);
    }

    @Test
    void thePageShowsThemInTwoLanguages() throws Exception {
        declare(catalog, "paged");
        publish(flows, List.of(seen("paged", NOON, EngineHealth.DEGRADED, "no <b>host</b>")));

        await().atMost(SOON)
                .untilAsserted(() -> page("/engines?project=paged")
                        .body(containsString("Application argocd/paged-prod"))
                        .body(containsString("degraded"))
                        .body(containsString("in sync"))
                        .body(containsString("no &lt;b&gt;host"))
                        .header("Content-Security-Policy", containsString("script-src 'self'"))
                        .body(containsString("data-live=\"engines\"")));
        page("/engines?project=paged&lang=zh-CN").body(containsString("异常")).body(containsString("已同步"));
        page("/engines?project=paged&cluster=elsewhere")
                .body(not(containsString("Application argocd")))
                .body(containsString("Nothing was seen of an engine yet"));
        page("/engines/paged/prod/row")
                .body(containsString("id=\"e-paged.prod\""))
                .body(not(containsString("<html")));
    }

    @Test
    void whoListensIsToldWhatChanges() throws Exception {
        declare(catalog, "heard");
        var request = HttpRequest.newBuilder(changes)
                .header(
                        "Authorization",
                        "Basic "
                                + Base64.getEncoder()
                                        .encodeToString(("admin:" + Outside.PASSWORD).getBytes(StandardCharsets.UTF_8)))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            var heard = client.sendAsync(request, BodyHandlers.ofLines());
            var lines = new java.util.concurrent.CopyOnWriteArrayList<String>();
            var listening = Thread.ofVirtual().start(() -> heard.join().body().forEach(lines::add));
            var time = new Instant[] {NOON};
            await().atMost(SOON).untilAsserted(() -> {
                time[0] = time[0].plusSeconds(1); // until the listener is there
                publish(flows, List.of(seen("heard", time[0], EngineHealth.HEALTHY, null)));
                assertThat(lines).anyMatch(line -> line.matches("id: ?heard/prod"));
                assertThat(lines).anyMatch(line -> line.contains("\"health\":\"healthy\""));
            });
            listening.interrupt();
            client.shutdownNow();
        }
    }

    @Test
    void whichEnginesAreInWhichClusterIsShown() throws Exception {
        var trouble = "source-controller has 0 of 1 pods ready";
        publish(flows, List.of(found("hub", "argocd", NOON, EngineHealth.MISSING, List.of())));
        publish(flows, List.of(found("hub", "flux", NOON.plusSeconds(60), EngineHealth.DEGRADED, List.of(trouble))));
        publish(flows, List.of(found("hub", "flux", NOON, EngineHealth.HEALTHY, List.of())));
        publish(flows, List.of(found("other", "flux", NOON, EngineHealth.HEALTHY, List.of())));

        await().atMost(SOON)
                .untilAsserted(
                        () -> asAdmin().get("/api/engines/clusters").then().body("engines.cluster", hasItem("other")));
        asAdmin()
                .get("/api/engines/clusters?cluster=hub")
                .then()
                .statusCode(200)
                .body("engines.engine", equalTo(List.of("argocd", "flux")))
                .body("engines.health", equalTo(List.of("missing", "degraded")))
                .body("engines.state", equalTo(List.of("no-effect", "failed")))
                .body("engines[1].version", equalTo("v2.9.0"))
                .body("engines[1].components[0].name", equalTo("source-controller"))
                .body("engines[1].troubles", equalTo(List.of(trouble)));
        page("/engines")
                .body(containsString("Engines of the clusters"))
                .body(containsString("not installed"))
                .body(containsString(trouble));
        page("/engines?cluster=hub&lang=zh-CN").body(containsString("未安装")).body(not(containsString("c-other.flux")));
        page("/engines/clusters/hub/flux/row")
                .body(containsString("in trouble"))
                .body(not(containsString("<html")));
        asAdmin().get("/engines/clusters/hub/nothing/row").then().statusCode(404);
        given().get("/api/engines/clusters").then().statusCode(401);
    }

    @Test
    void anInstallationIsOrderedAndShownBesideItsEngine() throws Exception {
        publish(flows, List.of(found("local", "flux", NOON, EngineHealth.MISSING, List.of())));
        var path = "/api/engines/clusters/local/flux/install";
        var from = "https://flux.example/install.yaml";
        var sha256 = "0123456789abcdef".repeat(4);

        var accepted = post(path, "{\"from\":\"" + from + "\",\"sha256\":\"" + sha256.toUpperCase(Locale.ROOT) + "\"}")
                .statusCode(202)
                .body("message", containsString("reads the manifest of local/flux"));
        var delivery = UUID.fromString(accepted.extract().path("delivery"));
        assertThat(commands(flows, delivery))
                .containsExactly(new InstallEngine("local", "flux", from, sha256, "admin"));
        awaitInstallation("working");
        page("/engines?cluster=local").body(containsString("installation is about to begin"));

        publish(
                flows,
                List.of(of(delivery, new EngineInstalling("local", "flux", 4, "v2.9.0", 48, 17, "Namespace x"))));
        await().atMost(SOON)
                .untilAsserted(() -> page("/engines/clusters/local/flux/row")
                        .body(containsString("installing: 17 of 48 objects"))
                        .body(containsString("Namespace x")));
        page("/engines?cluster=local&lang=zh-CN").body(containsString("48 个对象中的 17 个"));
        page("/deliveries/" + delivery + "/row")
                .body(containsString("local / flux"))
                .body(not(containsString("waits for its first build")));

        var why = new Failure(Segment.CLUSTER, "the cluster refuses Service web", "give it the right");
        publish(flows, List.of(of(delivery, new EngineInstallFailed("local", "flux", why))));
        awaitInstallation("failed");
        page("/engines?cluster=local")
                .body(containsString("installation failed"))
                .body(containsString("the cluster refuses Service web"))
                .body(containsString("give it the right"));
        page("/deliveries/" + delivery)
                .body(containsString("admin: install flux in cluster local"))
                .body(containsString("give it the right"));
        asAdmin()
                .get("/api/deliveries/" + delivery)
                .then()
                .body("delivery.state", equalTo("failed"))
                .body("delivery.installation.applied", equalTo(17));
    }

    private static void awaitInstallation(String state) {
        await().atMost(SOON)
                .untilAsserted(() -> asAdmin()
                        .get("/api/engines/clusters?cluster=local")
                        .then()
                        .body("engines.find { it.engine == 'flux' }.installation.how.state", equalTo(state)));
    }

    @Test
    void whatCannotBeInstalledIsRefusedAtOnce() {
        var sum = "\"sha256\":\"" + "0".repeat(64) + "\"";
        var good = "{\"from\":\"install.yaml\"," + sum + "}";
        post("/api/engines/clusters/nowhere/flux/install", good)
                .statusCode(409)
                .body("error", containsString("there is no cluster nowhere with a sync-service; there are local"));
        post("/api/engines/clusters/local/argocd/install", good)
                .statusCode(409)
                .body("error", containsString("installs flux only"));
        var path = "/api/engines/clusters/local/flux/install";
        post(path, "").statusCode(400);
        post(path, "{\"from\":\"install.yaml\",\"sha256\":\"abc\"}")
                .statusCode(400)
                .body("error", containsString("64 hexadecimal digits"));
        post(path, "{\"from\":\"ftp://x/y\"," + sum + "}").statusCode(400);
        post(path, "{\"from\":\"https://li:hush@x/y\"," + sum + "}")
                .statusCode(400)
                .body("error", containsString("no password in it"))
                .body("error", not(containsString("hush")));
        given().contentType("application/json").body(good).post(path).then().statusCode(401);
    }

    private static Fact<OfInstallation> of(UUID delivery, OfInstallation event) {
        var cause = new Cause(delivery, delivery, null);
        return new Fact<>(Envelope.follow(cause, event, "sync-service.local", Instant.now()), event);
    }

    private static Fact<EngineFound> found(
            String cluster, String engine, Instant since, EngineHealth health, List<String> troubles) {
        var event = new EngineFound(
                cluster,
                engine,
                "its",
                health,
                "v2.9.0",
                List.of(new EngineComponent("source-controller", "v1.9.1", 0, 1)),
                List.of("Kustomization v1"),
                troubles,
                since);
        var cause = new Cause(UUID.randomUUID(), null, null);
        return new Fact<>(Envelope.follow(cause, event, "sync-service." + cluster, since), event);
    }

    private static Fact<EngineObserved> seen(
            String project, Instant since, EngineHealth health, @Nullable String message) {
        return seen(project, "prod", since, health, message);
    }

    private static Fact<EngineObserved> seen(
            String project, String environment, Instant since, EngineHealth health, @Nullable String message) {
        var event = new EngineObserved(
                new EnvironmentRef(project, environment),
                "local",
                "argocd",
                "Application argocd/" + project + "-" + environment,
                EngineSync.SYNCED,
                health,
                "6bca52fa0c1d2e3f405162738495a6b7c8d9e0f1",
                message,
                7,
                since);
        var cause = new Cause(UUID.randomUUID(), null, null);
        return new Fact<>(Envelope.follow(cause, event, "sync-service.local", since), event);
    }
}
