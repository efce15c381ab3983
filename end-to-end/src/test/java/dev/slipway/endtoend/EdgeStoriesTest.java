package dev.slipway.endtoend;

import static dev.slipway.endtoend.Story.count;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.slipway.events.ConfigEvent.ConfigUpdated;
import dev.slipway.events.ConfigEvent.ReleaseSuperseded;
import dev.slipway.events.SyncEvent.ReleaseLive;
import dev.slipway.events.SyncEvent.SyncProgressed;
import dev.slipway.events.SyncEvent.SyncStarted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cluster far away, over a link that is cut. */
class EdgeStoriesTest {
    private static final String EDGE = "edge";
    /** The broker gives up a member that it has not heard of for six seconds; after that it is as after hours. */
    private static final Duration LONG = Duration.ofSeconds(10);

    @TempDir
    Path folder;

    @Test
    void aSiteThatIsBackCatchesUpToTheNewestContentOnce() throws IOException, InterruptedException {
        try (var suite = Suite.start(
                        folder.resolve("data"), false, "slipway.webhook.sweep=5s", "slipway.clusters=local,edge");
                var site = Site.start(suite, EDGE, folder)) {
            moveTo(EDGE, suite);
            var developer = Developer.clone(suite, folder.resolve("clone"));
            var story = new Story(suite);
            story.waitFor(developer.push("Before"), ReleaseLive.class);

            site.link.cut();
            var first = pushed("First", developer, story);
            var second = pushed("Second", developer, story);
            var third = pushed("Third", developer, story);
            Awaitility.await()
                    .during(LONG)
                    .atMost(LONG.plusSeconds(5))
                    .until(() -> count(story.way(third), SyncStarted.class) == 0);
            site.link.mend();

            story.wentLiveOnce(third);
            for (var skipped : List.of(first, second)) {
                story.waitFor(skipped, ReleaseSuperseded.class);
                Ends.endedOnce(story.way(skipped));
                assertThat(count(story.way(skipped), SyncProgressed.class))
                        .as("applied")
                        .isZero();
            }
            assertThat(story.way(third))
                    .filteredOn(fact -> fact.event() instanceof SyncProgressed progressed && progressed.since() == null)
                    .as("applied")
                    .hasSize(1);
        }
    }

    private static String pushed(String message, Developer developer, Story story)
            throws IOException, InterruptedException {
        var commit = developer.push(message);
        story.waitFor(commit, ConfigUpdated.class);
        return commit;
    }

    private static void moveTo(String cluster, Suite suite) throws IOException {
        var document = suite.data.resolve("catalog/hichat.yaml");
        Files.writeString(document, Files.readString(document).replace("cluster: local", "cluster: " + cluster));
        Awaitility.await("the environment is there")
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> given().auth()
                        .preemptive()
                        .basic("admin", suite.secret("console", "admin-password"))
                        .get(suite.url("console") + "/api/catalog")
                        .then()
                        .body("projects[0].project.environments[0].cluster", equalTo(cluster)));
    }
}
