package dev.slipway.endtoend;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.slipway.events.ConfigEvent.ConfigFailed;
import dev.slipway.events.ConfigEvent.ConfigProposed;
import dev.slipway.events.ConfigEvent.ConfigUpdated;
import dev.slipway.events.ConfigEvent.ReleaseRequested;
import dev.slipway.events.ConfigEvent.ReleaseSuperseded;
import dev.slipway.events.Fact;
import dev.slipway.events.SyncEvent.ReleaseLive;
import dev.slipway.events.values.Release;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** People merge what is released. The forge's merge requests are simulated; what they merge is real. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MergeRequestStoriesTest {
    private static final Duration SOON = Duration.ofSeconds(90);
    private static final String OWN = "slipway/hichat/prod/hichat";
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    static Path folder;

    private static Suite suite;
    private static Developer developer;
    private static Story story;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        suite = Suite.start(folder.resolve("data"), false, "slipway.webhook.sweep=5s");
        developer = Developer.clone(suite, folder.resolve("clone"));
        story = new Story(suite);
        story.wentLiveOnce(developer.push("Before anybody is asked"));
        var document = suite.data.resolve("catalog/hichat.yaml");
        var config = "path: k8s, createFrom: master";
        Files.writeString(document, Files.readString(document).replace(config, config + ", mode: merge-request"));
        Awaitility.await("people are asked from now on")
                .atMost(SOON)
                .untilAsserted(() -> given().auth()
                        .preemptive()
                        .basic("admin", suite.secret("console", "admin-password"))
                        .get(suite.url("console") + "/api/catalog")
                        .then()
                        .body("projects[0].project.environments[0].config.mode", equalTo("merge-request")));
    }

    @AfterAll
    static void stop() {
        CLIENT.shutdownNow();
        suite.close();
    }

    @Test
    @Order(1)
    void aPushIsBuiltProposedMergedByAPersonAndLive() throws IOException, InterruptedException {
        var commit = developer.push("Say hello");
        var proposed = proposed(commit);

        assertThat(Story.count(story.way(commit), ConfigUpdated.class)).isZero();
        assertThat(proposed.branch()).isEqualTo(OWN);
        assertThat(requests("?state=opened")).hasSize(1);
        Awaitility.await("people are told")
                .atMost(SOON)
                .untilAsserted(() -> assertThat(suite.cards(commit))
                        .anySatisfy(card -> assertThat(card).contains(proposed.url())));

        merge(proposed, false);

        live(commit);
        assertThat(developer.show("origin/k8s-config:k8s/hichat.yaml")).contains(commit);
        assertThat(peoplesReleases()).isZero();
    }

    @Test
    @Order(2)
    void aNewerPushTakesItsPlaceAndIsSquashed() throws IOException, InterruptedException {
        var first = developer.push("One");
        var number = number(proposed(first));
        var second = developer.push("Two");
        var proposed = proposed(second);

        assertThat(number(proposed)).isEqualTo(number);
        story.waitFor(first, ReleaseSuperseded.class);
        merge(proposed, true);

        live(second);
        assertThat(Story.count(story.way(first), ConfigUpdated.class)).isZero();
        assertThat(peoplesReleases()).isZero();
        assertThat(developer.show("--no-patch --format=%B origin/k8s-config".split(" ")))
                .doesNotContain("Slipway-Release");
    }

    @Test
    @Order(3)
    void closedIsTheEnd() throws IOException, InterruptedException {
        var commit = developer.push("Rather not");
        var proposed = proposed(commit);

        ask("PUT", "/" + number(proposed), "{\"state_event\":\"close\"}");

        story.waitFor(commit, ConfigFailed.class);
        story.nothingIsOpen();
        assertThat(Story.count(story.way(commit), ReleaseLive.class)).isZero();
    }

    private static ConfigProposed proposed(String commit) {
        story.waitFor(commit, ConfigProposed.class);
        return story.way(commit).stream()
                .map(Fact::event)
                .filter(ConfigProposed.class::isInstance)
                .map(ConfigProposed.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private static void live(String commit) {
        story.waitFor(commit, ReleaseLive.class);
        story.nothingIsOpen();
        assertThat(Story.count(story.way(commit), ConfigUpdated.class)).isOne();
        assertThat(Story.count(story.way(commit), ReleaseLive.class)).isOne();
    }

    private static long peoplesReleases() {
        return suite.events(ReleaseRequested.class).stream()
                .filter(requested -> requested.release().application().equals(Release.CONFIG))
                .count();
    }

    private static String number(ConfigProposed proposed) {
        return proposed.url().substring(proposed.url().lastIndexOf('/') + 1);
    }

    private static void merge(ConfigProposed proposed, boolean squash) throws IOException, InterruptedException {
        ask("PUT", "/" + number(proposed) + "/merge", "{\"squash\":" + squash + "}");
    }

    private static JsonNode requests(String which) throws IOException, InterruptedException {
        return ask("GET", which, "");
    }

    private static JsonNode ask(String method, String path, String body) throws IOException, InterruptedException {
        var address = suite.url("git") + "/api/v4/projects/root%2Fhichat/merge_requests" + path;
        var request = HttpRequest.newBuilder(URI.create(address))
                .header("PRIVATE-TOKEN", suite.secret("hichat-git", "password"))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        var answer = CLIENT.send(request, HttpResponse.BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).as(path).isLessThan(400);
        return Objects.requireNonNull(new JsonMapper().readTree(answer.body()));
    }
}
