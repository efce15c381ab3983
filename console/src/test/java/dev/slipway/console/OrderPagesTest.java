package dev.slipway.console;

import static dev.slipway.console.Asking.asAdmin;
import static dev.slipway.console.Asking.commands;
import static dev.slipway.console.Asking.declare;
import static dev.slipway.console.Asking.page;
import static dev.slipway.console.Asking.publish;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import dev.slipway.events.CommandEvent.Rollback;
import dev.slipway.events.CommandEvent.Sync;
import dev.slipway.events.SyncEvent.SyncAwaited;
import dev.slipway.service.flow.Flows;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people order on the pages, as it reaches the log. */
@QuarkusTest
@QuarkusTestResource(Outside.class)
class OrderPagesTest {
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
    void anApplicationIsRolledBackOnItsPage() throws Exception {
        declare(catalog, "page-turned");
        var facts = new LineFacts("page-turned", "hichat").in(new UUID(21, 1));
        var good = facts.release(7);
        publish(flows, facts.live(good).live(facts.release(8)).all);
        var path = "/rollback/page-turned/prod/hichat";
        await().atMost(SOON)
                .untilAsserted(() -> page(path)
                        .body(containsString("what was live before: 7 · 00000000 · change 7"))
                        .body(containsString("<option value=\"" + good.id() + "\">7 · 00000000 · change 7"))
                        .body(not(containsString(facts.release(8).id().toString()))));
        page("/deliveries/" + facts.delivery()).body(containsString("href=\"" + path + "\""));
        given().spec(asAdmin())
                .header("Accept-Language", "zh")
                .get(path)
                .then()
                .body(containsString("回滚 prod 中的 hichat"));

        var back = sent(path, Map.of("to", "", "why", "登录 is broken")).statusCode(303);
        assertThat(commands(flows, ordered(back)))
                .containsExactly(new Rollback(facts.environment, "hichat", null, "admin", "登录 is broken"));
        page("/deliveries/" + ordered(back)).body(containsString("admin: roll hichat back in prod"));

        var atOnce = sent(path, Map.of("to", good.id().toString(), "why", "", "atOnce", "true"))
                .statusCode(303);
        assertThat(commands(flows, ordered(atOnce)))
                .containsExactly(new Rollback(facts.environment, "hichat", good, "admin", null, true));
    }

    @Test
    void whatCannotBeOrderedSaysWhyOnTheFormAndIsNotSent() throws Exception {
        declare(catalog, "page-refused");
        var facts = new LineFacts("page-refused", "hichat");
        var path = "/rollback/page-refused/prod/hichat";
        page(path).body(containsString("could come back yet")).body(not(containsString("<select")));
        publish(flows, facts.live(facts.release(8)).all);
        await().atMost(SOON)
                .untilAsserted(
                        () -> page(path).body(containsString("There now")).body(containsString("change 8")));

        sent(path, Map.of("why", "<b>"))
                .statusCode(409)
                .body(containsString("This cannot be rolled back"))
                .body(containsString("nothing is known that was live"));
        sent(path, Map.of("to", facts.release(8).id().toString()))
                .statusCode(409)
                .body(containsString("is what page-refused/prod/hichat has now"));
        sent(path, Map.of("to", "00000000")).statusCode(404).body(containsString("written in Git begins with"));
        sent(path, Map.of("to", "%<script>")).statusCode(400).body(containsString("%&lt;script&gt;"));
        sent(path, Map.of("why", "a\nb")).statusCode(400).body(containsString("one line"));
        sent("/rollback/page-refused/prod/other", Map.of()).statusCode(404);
        sent("/sync/page-refused/moon", Map.of()).statusCode(404);
        given().redirects()
                .follow(false)
                .post("/sync/page-refused/prod")
                .then()
                .statusCode(303)
                .header("Location", containsString("/login"));
        for (var form : new String[] {path, "/sync/page-refused/prod"}) {
            given().spec(asAdmin())
                    .header("Sec-Fetch-Site", "cross-site")
                    .formParam("to", "")
                    .post(form)
                    .then()
                    .statusCode(403);
        }
    }

    @Test
    void whatAwaitsItsSyncIsSyncedFromItsDelivery() throws Exception {
        declare(catalog, "page-waiting");
        var facts = new LineFacts("page-waiting", "hichat").in(new UUID(21, 2));
        var release = facts.release(3);
        publish(
                flows,
                facts.committed(release)
                        .say(new SyncAwaited(release, "local", "it is synced by hand", null, "slipway sync"))
                        .all);
        var button = "action=\"/sync/page-waiting/prod\"";
        await().atMost(SOON)
                .untilAsserted(() -> page("/deliveries/" + facts.delivery())
                        .body(containsString(button))
                        .body(containsString("Sync now")));

        var synced = sent("/sync/page-waiting/prod", Map.of()).statusCode(303);

        assertThat(commands(flows, ordered(synced))).containsExactly(new Sync(facts.environment, "admin"));
        asAdmin()
                .get("/api/deliveries/" + ordered(synced))
                .then()
                .body("delivery.command.by", equalTo("admin"))
                .body("events.type", hasItem("dev.slipway.command.sync.v1"));
    }

    private static ValidatableResponse sent(String path, Map<String, String> fields) {
        return given().spec(asAdmin())
                .header("Accept-Language", "en")
                .contentType("application/x-www-form-urlencoded; charset=UTF-8")
                .formParams(fields)
                .redirects()
                .follow(false)
                .post(path)
                .then();
    }

    private static UUID ordered(ValidatableResponse answer) {
        return UUID.fromString(answer.extract().header("Location").replaceFirst(".*/deliveries/", ""));
    }
}
