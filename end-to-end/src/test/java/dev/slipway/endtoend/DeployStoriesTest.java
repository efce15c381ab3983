package dev.slipway.endtoend;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.slipway.events.CommandEvent.Deploy;
import dev.slipway.events.SyncEvent.ReleaseLive;
import dev.slipway.events.values.Origin;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** What a person sets is shown before it is written, goes live, and stays when the next push comes. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DeployStoriesTest {
    private static final String LINE = "hichat/prod/hichat";
    private static final String GREETING = "topsy-turvy";

    @TempDir
    static Path folder;

    private static Suite suite;
    private static Developer developer;
    private static Story story;
    private static Terminal terminal;
    private static String pushed = "";

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        suite = Suite.start(folder.resolve("data"), false);
        developer = Developer.clone(suite, folder.resolve("clone"));
        story = new Story(suite);
        terminal = new Terminal(folder.resolve("person"));
        terminal.jar(suite.secret("console", "admin-password") + "\n", "login", suite.url("console"));
        pushed = developer.push("Say hello");
        story.wentLiveOnce(pushed);
    }

    @AfterAll
    static void stop() {
        suite.close();
    }

    @Test
    @Order(1)
    void aPreviewShowsTheDiffAndWritesNothing() throws IOException, InterruptedException {
        var before = developer.log("k8s-config");

        var seen = terminal.jar("", "deploy", LINE, "--replicas", "2", "--env", "GREETING=" + GREETING, "--preview");

        assertThat(seen.exit()).as(seen.err()).isZero();
        assertThat(seen.out())
                .contains("Deploy hichat " + pushed.substring(0, 8) + " to prod: replicas 2, GREETING [skip ci]")
                .contains("-  replicas: 3\n+  replicas: 2\n")
                .contains("+            - { name: GREETING, value: " + GREETING + " }");
        assertThat(developer.log("k8s-config")).isEqualTo(before);
    }

    @Test
    @Order(2)
    void whatIsSetGoesLiveInOneCommit() throws IOException, InterruptedException {
        var before = developer.log("k8s-config").size();

        var done = terminal.jar(
                "", "deploy", LINE, "--replicas", "2", "--env", "GREETING=" + GREETING, "--message", "two are enough");

        assertThat(done.exit()).as(done.err()).isZero();
        assertThat(developer.log("k8s-config")).hasSize(before + 1);
        assertThat(developer.show("origin/k8s-config"))
                .contains("two are enough [skip ci]", "Slipway-By: admin")
                .contains("-  replicas: 3", "+  replicas: 2", GREETING);
        var lived = suite.events(ReleaseLive.class);
        var live = lived.getLast();
        assertThat(live.release().origin()).isEqualTo(Origin.DEPLOY);
        assertThat(live.release().source().id().value()).isEqualTo(pushed);
        assertThat(live.podsReady()).as("one fewer").isEqualTo(lived.getFirst().podsReady() - 1);
        get("/api/environments/" + LINE).body("live.origin", equalTo("deploy"));
        assertThat(get("/api/deliveries/" + delivery()).extract().asString())
                .contains("two are enough: replicas 2, GREETING")
                .doesNotContain(GREETING);
    }

    @Test
    @Order(3)
    void theNextPushChangesTheImageAlone() throws IOException, InterruptedException {
        var next = developer.push("Say more");
        story.wentLiveOnce(next);

        assertThat(developer.show("origin/k8s-config:k8s/hichat.yaml"))
                .contains("replicas: 2", GREETING, "hichat:" + next);
        assertThat(developer
                        .show("--format=", "-U0", "origin/k8s-config")
                        .lines()
                        .filter(line -> line.matches("[-+] .*")))
                .hasSize(2)
                .allMatch(line -> line.contains("image:"));
    }

    @Test
    @Order(4)
    void whatCannotBeDoneIsRefusedAndNothingIsWritten() throws IOException, InterruptedException {
        var before = developer.log("k8s-config");

        var secret = terminal.jar("", "deploy", LINE, "--env", "DB_PASSWORD=x");
        var unknown = terminal.jar("", "deploy", LINE, "--image", "v99");

        assertThat(secret.exit()).isEqualTo(1);
        assertThat(secret.err()).contains("put it into a Secret and reference it");
        assertThat(unknown.exit()).isEqualTo(1);
        assertThat(unknown.err()).contains("v99");
        assertThat(developer.log("k8s-config")).isEqualTo(before);
    }

    private static UUID delivery() {
        return suite.facts().stream()
                .filter(fact -> fact.event() instanceof Deploy)
                .map(fact -> Objects.requireNonNull(fact.envelope().delivery()))
                .findFirst()
                .orElseThrow();
    }

    private static ValidatableResponse get(String path) throws IOException {
        return given().auth()
                .preemptive()
                .basic("admin", suite.secret("console", "admin-password"))
                .get(suite.url("console") + path)
                .then()
                .statusCode(200);
    }
}
