package dev.slipway.endtoend;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.slipway.events.ConfigEvent.ConfigUpdated;
import dev.slipway.events.SyncEvent.ReleaseLive;
import dev.slipway.events.SyncEvent.SyncAwaited;
import dev.slipway.events.SyncEvent.SyncStarted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** What is in Git goes on to the cluster when somebody says so, or when its document does. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SyncStoriesTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    static Path folder;

    private static Suite suite;
    private static Developer developer;
    private static Story story;
    private static Terminal terminal;
    private static String first = "";

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        suite = Suite.start(folder.resolve("data"), false, "slipway.webhook.sweep=5s");
        developer = Developer.clone(suite, folder.resolve("clone"));
        story = new Story(suite);
        terminal = new Terminal(folder.resolve("person"));
        terminal.jar(suite.secret("console", "admin-password") + "\n", "login", suite.url("console"));
        declare("engine: { type: direct }", "engine: { type: direct }\n    sync: { when: manual }", "manual");
    }

    @AfterAll
    static void stop() {
        suite.close();
    }

    @Test
    @Order(1)
    void whatIsPushedWaitsInGitAndSaysWhyAndWhatToDo() throws IOException, InterruptedException {
        first = developer.push("Say hello");

        story.waitFor(first, SyncAwaited.class);

        assertThat(Story.count(story.way(first), ConfigUpdated.class)).isOne();
        assertThat(Story.count(story.way(first), SyncStarted.class)).isZero();
        Awaitility.await("the console has read it").atMost(SOON).untilAsserted(() -> {
            assertThat(terminal.jar("", "deliveries").out()).contains("▲");
            assertThat(terminal.jar("", "delivery", deliveryOf(first)).out())
                    .contains("awaiting sync", "synced by hand", "slipway sync hichat prod");
            assertThat(terminal.jar("", "work").out()).contains("the environment is synced by hand");
        });
    }

    @Test
    @Order(2)
    void somebodyLetsItGoOn() throws IOException, InterruptedException {
        var synced = terminal.jar("", "sync", "hichat", "prod");

        assertThat(synced.exit()).as(synced.err() + synced.out()).isZero();
        story.waitFor(first, ReleaseLive.class);
        story.nothingIsOpen();
        var again = terminal.jar("", "sync", "hichat", "prod");
        assertThat(again.exit()).isOne();
        assertThat(again.out() + again.err()).contains("nothing waits in hichat/prod");
    }

    @Test
    @Order(3)
    void ofSeveralThatWaitTheNewestGoesOnWhenTheDocumentSaysSo() throws IOException, InterruptedException {
        var second = developer.push("Say more");
        story.waitFor(second, SyncAwaited.class);
        var third = developer.push("Say most");
        story.waitFor(third, SyncAwaited.class);

        declare("sync: { when: manual }", "sync: { when: at-once }", "at-once");

        story.waitFor(third, ReleaseLive.class);
        story.nothingIsOpen();
        assertThat(Story.count(story.way(second), SyncStarted.class)).isZero();
        assertThat(Story.count(story.way(third), SyncAwaited.class)).isOne();
    }

    @Test
    @Order(4)
    void anEnvironmentThatNobodyKnowsIsRefused() throws IOException, InterruptedException {
        assertThat(terminal.jar("", "sync", "hichat", "moon").err()).contains("moon");
        assertThat(terminal.jar("", "sync", "hichat", "../x").exit()).isEqualTo(2);
    }

    private static String deliveryOf(String commit) {
        return String.valueOf(story.way(commit).getLast().envelope().delivery());
    }

    private static void declare(String before, String after, String when) throws IOException {
        var document = suite.data.resolve("catalog/hichat.yaml");
        Files.writeString(document, Files.readString(document).replace(before, after));
        Awaitility.await("it is declared")
                .atMost(SOON)
                .untilAsserted(() -> given().auth()
                        .preemptive()
                        .basic("admin", suite.secret("console", "admin-password"))
                        .get(suite.url("console") + "/api/catalog")
                        .then()
                        .body("projects[0].project.environments[0].sync.when", equalTo(when)));
    }
}
