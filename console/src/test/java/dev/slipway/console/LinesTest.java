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
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.slipway.events.CommandEvent.HoldLine;
import dev.slipway.events.CommandEvent.Rollback;
import dev.slipway.events.CommandEvent.Sync;
import dev.slipway.events.ConfigEvent.LineHeld;
import dev.slipway.events.values.EnvironmentRef;
import dev.slipway.events.values.Ordinal;
import dev.slipway.service.flow.Flows;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Lines as programs see them, and commands as they reach the log. */
@QuarkusTest
@QuarkusTestResource(Outside.class)
class LinesTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    @TestHTTPResource(value = "/health", management = true)
    URI health;

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
    void aLineIsShownAndARollbackReachesTheLog() throws Exception {
        declare(catalog, "turned");
        var facts = new LineFacts("turned", "hichat");
        var good = facts.release(7);
        publish(flows, facts.live(good).live(facts.release(8)).all);
        var path = "/api/environments/turned/prod/hichat";
        await().atMost(SOON)
                .untilAsserted(() -> asAdmin().get(path).then().statusCode(200).body("live.rank", equalTo("8")));
        asAdmin()
                .get(path)
                .then()
                .body("desired.rank", equalTo("8"))
                .body("back.rank", equalTo("7"))
                .body("back.subject", equalTo("change 7"))
                .body("hold", nullValue())
                .body("releases.rank", equalTo(List.of("8", "7")))
                .body("releases[1].id", equalTo(good.id().toString()));

        var answer = post(path + "/rollback", "{\"why\":\"登录 is broken\"}")
                .statusCode(202)
                .body("message", containsString("brings back release 7 (00000000 change 7)"));
        var delivery = UUID.fromString(answer.extract().path("delivery"));
        answer.body("see", equalTo("/api/deliveries/" + delivery));
        asAdmin()
                .header("Accept-Language", "zh-CN")
                .post(path + "/rollback")
                .then()
                .statusCode(202)
                .body("message", containsString("恢复到发布 7 (00000000 change 7)"));

        assertThat(commands(flows, delivery))
                .singleElement()
                .satisfies(command -> assertThat(command)
                        .isEqualTo(new Rollback(facts.environment, "hichat", null, "admin", "登录 is broken")));
        await().atMost(SOON)
                .untilAsserted(() -> asAdmin()
                        .get("/api/deliveries/" + delivery)
                        .then()
                        .statusCode(200)
                        .body("delivery.command.what", equalTo("rollback"))
                        .body("delivery.command.by", equalTo("admin"))
                        .body("delivery.state", equalTo("working"))
                        .body("events.type", hasItem("dev.slipway.command.rollback.v1")));
        page("/deliveries/" + delivery).body(containsString("admin: roll hichat back in prod"));

        var named = post(path + "/rollback", "{\"to\":\"" + good.id().toString().substring(0, 8) + "\"}")
                .statusCode(202);
        assertThat(commands(flows, UUID.fromString(named.extract().path("delivery"))))
                .containsExactly(new Rollback(facts.environment, "hichat", good, "admin", null));
    }

    @Test
    void whatCannotBeAskedForSaysWhy() throws Exception {
        declare(catalog, "refused");
        var facts = new LineFacts("refused", "hichat");
        publish(flows, facts.live(facts.release(8)).all);
        var path = "/api/environments/refused/prod/hichat";
        await().atMost(SOON).untilAsserted(() -> asAdmin().get(path).then().body("live.rank", equalTo("8")));

        post("/api/environments/nowhere/prod/hichat/rollback", "{}")
                .statusCode(404)
                .body("error", containsString("no project 'nowhere'"));
        post("/api/environments/refused/test/hichat/hold", "{}")
                .statusCode(404)
                .body("error", containsString("no environment 'test'"));
        post("/api/environments/refused/prod/other/free", "")
                .statusCode(404)
                .body("error", containsString("no application 'other'"));
        asAdmin().get("/api/environments/refused/prod/other").then().statusCode(404);
        post(path + "/rollback", "{}")
                .statusCode(409)
                .body("error", containsString("nothing is known that was live in refused/prod/hichat before"));
        post(path + "/rollback", "{\"to\":\"" + facts.release(8).id() + "\"}")
                .statusCode(409)
                .body("error", containsString("is what refused/prod/hichat has now"));
        post(path + "/rollback", "{\"to\":\"00000000\"}")
                .statusCode(404)
                .body("error", containsString("no release of refused/prod/hichat that is written in Git begins with"));
        post(path + "/rollback", "{\"to\":\"%\"}").statusCode(400).body("error", containsString("is no release"));
        post(path + "/hold", "{\"why\":\"one\\ntwo\"}").statusCode(400).body("error", containsString("one line"));
        post(path + "/rollback", "{").statusCode(400);
        post(path + "/free", "").statusCode(409).body("error", containsString("is not held"));
        given().contentType("application/json")
                .body("{}")
                .post(path + "/rollback")
                .then()
                .statusCode(401);
        given().header("Sec-Fetch-Site", "cross-site")
                .contentType("application/json")
                .body("{}")
                .post(path + "/rollback")
                .then()
                .statusCode(403);
    }

    @Test
    void aLineIsHeldAndFreed() throws Exception {
        declare(catalog, "frozen");
        var facts = new LineFacts("frozen", "hichat");
        var path = "/api/environments/frozen/prod/hichat";
        await().atMost(SOON)
                .untilAsserted(() -> asAdmin().get(path).then().statusCode(200).body("releases", empty()));

        var held = post(path + "/hold", "{\"why\":\"freeze\"}").statusCode(202);
        var delivery = UUID.fromString(held.extract().path("delivery"));
        assertThat(commands(flows, delivery))
                .containsExactly(new HoldLine(facts.environment, "hichat", "admin", "freeze"));
        facts.since(new UUID(3, 3))
                .say(new LineHeld(
                        facts.environment, "hichat", new Ordinal(8), true, "freeze", "admin", null, null, null));
        publish(flows, facts.all);
        await().atMost(SOON)
                .untilAsserted(() -> asAdmin()
                        .get(path)
                        .then()
                        .body("hold.why", equalTo("freeze"))
                        .body("hold.by", equalTo("admin"))
                        .body("hold.since", notNullValue())
                        .body("hold.firm", equalTo(true)));

        var freed = post(path + "/free", "").statusCode(202);

        assertThat(commands(flows, UUID.fromString(freed.extract().path("delivery"))))
                .hasSize(1);
        asAdmin().get(path).then().body("releases", hasSize(0));
    }

    @Test
    void anEnvironmentIsSynced() throws Exception {
        declare(catalog, "waiting");
        var environment = new EnvironmentRef("waiting", "prod");

        var synced = post("/api/projects/waiting/environments/prod/sync", "").statusCode(202);

        synced.body("message", containsString("waiting/prod is synced once more to what Git says"));
        assertThat(commands(flows, UUID.fromString(synced.extract().path("delivery"))))
                .containsExactly(new Sync(environment, "admin"));
        post("/api/projects/waiting/environments/moon/sync", "")
                .statusCode(404)
                .body("error", containsString("no environment 'moon'"));
        post("/api/projects/nobody/environments/prod/sync", "").statusCode(404);
        given().post("/api/projects/waiting/environments/prod/sync").then().statusCode(401);
    }
}
