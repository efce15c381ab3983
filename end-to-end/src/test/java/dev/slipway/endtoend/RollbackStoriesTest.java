package dev.slipway.endtoend;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import dev.slipway.endtoend.Developer.Edit;
import dev.slipway.events.CommandEvent.Rollback;
import dev.slipway.events.ConfigEvent.LineFreed;
import dev.slipway.events.ConfigEvent.LineHeld;
import dev.slipway.events.SyncEvent.ReleaseLive;
import dev.slipway.events.SyncEvent.SyncFailed;
import dev.slipway.events.values.CommitId;
import dev.slipway.events.values.Origin;
import dev.slipway.events.values.Release;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** A bad release goes away and stays away: by itself where the environment says so, and when somebody asks for it. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RollbackStoriesTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String LINE = "/api/environments/hichat/prod/hichat";
    private static final String CRASH =
            "EXPOSE 8080\nENV SIMULATE=crash\nENV SIMULATE_LOG=\"cannot find the database\"";

    @TempDir
    static Path folder;

    private static Suite suite;
    private static Developer developer;
    private static Story story;
    private static String good = "";
    private static String bad = "";

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        suite = Suite.start(folder.resolve("data"), false, "slipway.webhook.sweep=5s", "slipway.sync.rollout-max=20s");
        developer = Developer.clone(suite, folder.resolve("clone"));
        story = new Story(suite);
        var document = suite.data.resolve("catalog/hichat.yaml");
        var engine = "    engine: { type: direct }\n";
        Files.writeString(
                document, Files.readString(document).replace(engine, engine + "    rollback: { automatic: true }\n"));
        Awaitility.await("the environment is declared to roll back by itself")
                .atMost(SOON)
                .untilAsserted(() -> get("/api/catalog")
                        .body("projects[0].project.environments[0].rollback.automatic", equalTo(true)));
    }

    @AfterAll
    static void stop() {
        suite.close();
    }

    @Test
    @Order(1)
    void whatFailsToRollOutGoesBackByItselfAndTheLineIsHeld() throws IOException, InterruptedException {
        good = developer.push("Say hello");
        story.wentLiveOnce(good);
        bad = developer.push("Crash", new Edit("Dockerfile", "EXPOSE 8080", CRASH));

        story.waitFor(bad, ReleaseLive.class);
        story.nothingIsOpen();

        var back = live().release();
        assertThat(back.origin()).isEqualTo(Origin.AUTO_ROLLBACK);
        assertThat(back.source().id().value()).isEqualTo(good);
        assertThat(Story.count(story.way(bad), SyncFailed.class)).isOne();
        assertThat(Story.count(story.way(bad), LineHeld.class)).isOne();
        gitSaysSo(good);
        assertThat(developer.show("--no-patch --format=%B origin/k8s-config".split(" ")))
                .contains("Roll hichat back to " + good.substring(0, 8) + " in prod [skip ci]")
                .contains("Slipway-Line: hichat/prod/hichat")
                .containsPattern("Slipway-Ordinal: [0-9]+\\.1\n")
                .containsPattern("Slipway-Rollback: [0-9a-f-]{36}\n")
                .containsPattern("Slipway-Hold: [0-9]+\n")
                .doesNotContain("Slipway-By");
        get(LINE)
                .body("live.origin", equalTo("auto-rollback"))
                .body("live.commit", equalTo(good))
                .body("hold.why", containsString("cannot find the database"))
                .body("hold.firm", equalTo(false))
                .body("releases.phase", hasItem("failed"));
        get("/api/deliveries/" + delivery(bad))
                .body("delivery.state", equalTo("rolled-back"))
                .body("delivery.lines.held", hasItem(true));
        assertThat(suite.cards(bad))
                .anySatisfy(card -> assertThat(card).contains("is to go back to " + good.substring(0, 8)));
        assertThat(suite.cards(good)).anySatisfy(card -> assertThat(card).contains("live again (automatic rollback)"));
    }

    @Test
    @Order(2)
    void aReplayDoesNotBringItBack() throws IOException {
        var commits = written();

        given().spec(api())
                .body("{\"service\":\"config-updater\",\"delivery\":\"%s\"}".formatted(delivery(bad)))
                .post(suite.url("console") + "/api/replay")
                .then()
                .statusCode(200);

        Awaitility.await("what it says of the delivery is read once more")
                .during(Duration.ofSeconds(2))
                .atMost(Duration.ofSeconds(10))
                .until(() -> written() == commits);
        story.nothingIsOpen();
        assertThat(live().release().source().id().value()).isEqualTo(good);
        get(LINE).body("live.commit", equalTo(good));
    }

    @Test
    @Order(3)
    void aPushFreesTheLine() throws IOException, InterruptedException {
        var mended = developer.push("Do not crash", new Edit("Dockerfile", CRASH, "EXPOSE 8080"));

        story.wentLiveOnce(mended);

        assertThat(Story.count(story.way(mended), LineFreed.class)).isOne();
        Awaitility.await()
                .atMost(SOON)
                .untilAsserted(() -> get(LINE)
                        .body("hold", nullValue())
                        .body("live.commit", equalTo(mended))
                        .body("back.commit", equalTo(good)));
    }

    @Test
    @Order(4)
    void somebodyRollsBackAndFreesTheLine() throws IOException, InterruptedException {
        var asked = given().spec(api())
                .body("{\"why\":\"users complain\"}")
                .post(suite.url("console") + LINE + "/rollback")
                .then()
                .statusCode(202)
                .body("message", containsString(good.substring(0, 8)));
        var delivery = UUID.fromString(asked.extract().path("delivery"));

        Awaitility.await("live again").atMost(SOON).until(() -> live().release().origin() == Origin.ROLLBACK);
        story.nothingIsOpen();

        gitSaysSo(good);
        assertThat(developer.show("--no-patch --format=%B origin/k8s-config".split(" ")))
                .contains("users complain")
                .contains("Slipway-By: admin");
        assertThat(suite.facts(delivery))
                .anySatisfy(fact -> assertThat(fact.event()).isInstanceOf(Rollback.class));
        Awaitility.await()
                .atMost(SOON)
                .untilAsserted(() -> get("/api/deliveries/" + delivery)
                        .body("delivery.state", equalTo("live"))
                        .body("delivery.command.by", equalTo("admin"))
                        .body("delivery.releases[0].origin", equalTo("rollback")));

        var terminal = new Terminal(folder.resolve("person"));
        terminal.jar(suite.secret("console", "admin-password") + "\n", "login", suite.url("console"));
        assertThat(terminal.jar("", "line", "hichat/prod/hichat").out())
                .contains("● live, rollback")
                .contains("users complain");
        var freed = terminal.jar("", "free", "hichat/prod/hichat");
        assertThat(freed.exit()).as(freed.err() + freed.out()).isZero();
        assertThat(freed.out()).contains("✓ line freed  prod hichat");
        assertThat(terminal.jar("", "free", "hichat/prod/hichat").err()).contains("is not held");
        get(LINE).body("hold", nullValue()).body("live.commit", equalTo(good));
    }

    @Test
    @Order(5)
    void theEngineGoesBackAtOnceAndGitFollows() throws IOException, InterruptedException {
        story.wentLiveOnce(developer.push("Say something"));
        var before = head();
        var wrong = developer.push("Say something wrong");
        story.wentLiveOnce(wrong);

        var back = new Terminal(folder.resolve("person"))
                .jar("", "rollback", "hichat/prod/hichat", "--at-once", "--why", "it is wrong");

        assertThat(back.exit()).as(back.err() + back.out()).isZero();
        assertThat(back.out()).contains("back to release").contains("at once").contains("it is wrong");
        assertThat(suite.events(LineHeld.class).getLast().ahead())
                .isNotNull()
                .extracting(CommitId::value)
                .isEqualTo(before);
        assertThat(live().release().origin()).isEqualTo(Origin.ROLLBACK);
        assertThat(developer.show("--no-patch --format=%B origin/k8s-config".split(" ")))
                .contains("it is wrong");
        assertThat(developer.show("origin/k8s-config:k8s/hichat.yaml")).doesNotContain(wrong);
        story.nothingIsOpen();
    }

    @Test
    @Order(6)
    void theEngineIsBackWhileGitTakesNothing() throws IOException, InterruptedException {
        story.wentLiveOnce(developer.push("Say something else"));
        var before = head();
        var wrong = developer.push("Say something else wrong");
        story.wentLiveOnce(wrong);
        var now = head();
        var lock = suite.data.resolve("git/root/hichat.git/refs/heads/k8s-config.lock");
        Files.createFile(lock);
        try {
            given().spec(api())
                    .body(Map.of("atOnce", true))
                    .post(suite.url("console") + LINE + "/rollback")
                    .then()
                    .statusCode(202);

            Awaitility.await()
                    .atMost(SOON)
                    .untilAsserted(() -> get("/api/engines/hichat/prod").body("revision", equalTo(before)));
            assertThat(head()).isEqualTo(now);
        } finally {
            Files.delete(lock);
        }
        Awaitility.await()
                .atMost(SOON)
                .untilAsserted(() -> assertThat(live().release().origin()).isEqualTo(Origin.ROLLBACK));
        assertThat(developer.show("origin/k8s-config:k8s/hichat.yaml")).doesNotContain(wrong);
        get("/api/engines/hichat/prod").body("revision", equalTo(head()));
        story.nothingIsOpen();
    }

    private static String head() throws IOException, InterruptedException {
        return developer
                .show("--no-patch --format=%H origin/k8s-config".split(" "))
                .strip();
    }

    private static void gitSaysSo(String commit) throws IOException, InterruptedException {
        assertThat(developer.show("origin/k8s-config:k8s/hichat.yaml")).contains("/root/hichat:" + commit);
    }

    private static ReleaseLive live() {
        return suite.events(ReleaseLive.class).stream()
                .filter(live -> !live.release().application().equals(Release.CONFIG))
                .toList()
                .getLast();
    }

    private static int written() {
        try {
            return developer.log("k8s-config").size();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static UUID delivery(String commit) {
        return Objects.requireNonNull(story.way(commit).getFirst().envelope().delivery());
    }

    private static ValidatableResponse get(String path) throws IOException {
        return given().spec(api()).get(suite.url("console") + path).then().statusCode(200);
    }

    private static RequestSpecification api() throws IOException {
        return given().auth()
                .preemptive()
                .basic("admin", suite.secret("console", "admin-password"))
                .contentType(ContentType.JSON);
    }
}
