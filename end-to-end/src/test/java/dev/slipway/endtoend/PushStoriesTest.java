package dev.slipway.endtoend;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;

import dev.slipway.endtoend.Developer.Edit;
import dev.slipway.events.ConfigEvent.ConfigFailed;
import dev.slipway.events.ConfigEvent.ConfigUpdated;
import dev.slipway.events.Fact;
import dev.slipway.events.ImageEvent.BuildFailed;
import dev.slipway.events.PushEvent.BranchPushed;
import dev.slipway.events.PushEvent.ImageSeen;
import dev.slipway.events.SyncEvent.ReleaseLive;
import dev.slipway.events.SyncEvent.SyncFailed;
import dev.slipway.events.values.Release;
import dev.slipway.events.values.Segment;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** What a developer sees, with everything in one JVM as {@code ./slipway up} starts it. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PushStoriesTest {
    @TempDir
    static Path folder;

    private static Suite suite;
    private static Developer developer;
    private static Story story;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        suite = Suite.start(folder.resolve("data"), false, "slipway.webhook.sweep=5s", "slipway.sync.rollout-max=20s");
        developer = Developer.clone(suite, folder.resolve("clone"));
        story = new Story(suite);
    }

    @AfterAll
    static void stop() {
        suite.close();
    }

    @Test
    @Order(1)
    void aPushBecomesLive() throws IOException, InterruptedException {
        var commit = developer.push("Say hello");

        story.wentLiveOnce(commit);
        assertThat(developer.show("origin/k8s-config:k8s/hichat.yaml"))
                .contains(
                        "image: 127.0.0.1:" + suite.port("registry") + "/root/hichat:" + commit + "   # set by Slipway")
                .contains("# The chat server. Slipway sets the image; everything else is yours.");
        assertThat(developer.log("k8s-config").getLast())
                .startsWith("Li Hua|Release hichat")
                .contains("[skip ci]");
        var delivery = story.way(commit).getFirst().envelope().delivery();
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> given().auth()
                        .preemptive()
                        .basic("admin", suite.secret("console", "admin-password"))
                        .get(suite.url("console") + "/api/deliveries/" + delivery)
                        .then()
                        .statusCode(200)
                        .body("delivery.state", equalTo("live")));
        theEngineIs("live", "synced", "healthy");
    }

    private static void theEngineIs(String state, String sync, String health) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> given().auth()
                        .preemptive()
                        .basic("admin", suite.secret("console", "admin-password"))
                        .get(suite.url("console") + "/api/engines/hichat/prod")
                        .then()
                        .statusCode(200)
                        .body("state", equalTo(state))
                        .body("sync", equalTo(sync))
                        .body("health", equalTo(health)));
    }

    @Test
    @Order(2)
    void aHookThatComesTwiceOrForgedChangesNothing() throws IOException, InterruptedException {
        var commit = developer.push("Come twice");
        var body =
                "{\"object_kind\":\"push\",\"ref\":\"refs/heads/master\",\"after\":\"%s\",\"project\":{\"path_with_namespace\":\"root/hichat\"}}";
        for (var after : new String[] {commit, commit, "f".repeat(40)}) {
            given().header("X-Gitlab-Token", suite.secret("hichat-hook", "token"))
                    .contentType(ContentType.JSON)
                    .body(body.formatted(after))
                    .post(suite.url("console") + "/hooks/gitlab/hichat")
                    .then()
                    .statusCode(202)
                    .body("message", containsString("prod"));
        }

        story.wentLiveOnce(commit);
        assertThat(suite.events(BranchPushed.class))
                .noneMatch(push -> push.after().value().equals("f".repeat(40)));
    }

    @Test
    @Order(3)
    void aPushWhoseHookIsLostIsFoundByTheSweep() throws IOException, InterruptedException {
        developer.push("One of five", new Edit("README.md", "# HiChat", "# HiChat!"));
        var commit = developer.pushUnheard("Nobody is told");

        story.wentLiveOnce(commit);
    }

    @Test
    @Order(4)
    void aBuildThatFailsSaysItsLine() throws IOException, InterruptedException {
        var commit = developer.push(
                "Run something", new Edit("Dockerfile", "WORKDIR /srv/hichat", "RUN make\nWORKDIR /srv/hichat"));

        var failure = story.failedWith(commit, BuildFailed.class).failure();
        assertThat(failure.segment()).isEqualTo(Segment.BUILD);
        assertThat(failure.seen()).contains("Dockerfile:").contains("RUN");
        assertThat(failure.nextStep()).isNotBlank();
        developer.push("Run nothing", new Edit("Dockerfile", "RUN make\n", ""));
    }

    @Test
    @Order(5)
    void aRolloutThatCrashesSaysItsLastWords() throws IOException, InterruptedException {
        var crash = "EXPOSE 8080\nENV SIMULATE=crash\nENV SIMULATE_LOG=\"cannot find the database\"";
        var commit = developer.push("Crash", new Edit("Dockerfile", "EXPOSE 8080", crash));

        var failure = story.failedWith(commit, SyncFailed.class).failure();
        assertThat(failure.segment()).isEqualTo(Segment.CLUSTER);
        assertThat(failure.seen()).contains("container hichat").contains("cannot find the database");
        theEngineIs("failed", "synced", "degraded");
        story.wentLiveOnce(developer.push("Do not crash", new Edit("Dockerfile", crash, "EXPOSE 8080")));
        theEngineIs("live", "synced", "healthy");
    }

    @Test
    @Order(6)
    void aRolloutThatNeverGetsReadySaysSo() throws IOException, InterruptedException {
        var unready = "EXPOSE 8080\nENV SIMULATE=unready";
        var commit = developer.push("Hang", new Edit("Dockerfile", "EXPOSE 8080", unready));

        var failure = story.failedWith(commit, SyncFailed.class).failure();
        assertThat(failure.seen()).contains("hichat");
        assertThat(failure.nextStep()).contains("kubectl");
        story.wentLiveOnce(developer.push("Do not hang", new Edit("Dockerfile", unready, "EXPOSE 8080")));
    }

    @Test
    @Order(7)
    void aPersonsCommitOnTheConfigBranchIsAReleaseOfItsOwnAndOursIsNone() throws IOException, InterruptedException {
        assertThat(configReleases()).isEmpty();
        var podsBefore = suite.events(ReleaseLive.class).getLast().podsReady();
        developer.editConfig("k8s/hichat.yaml", "replicas: 3", "replicas: 2");

        var live = Awaitility.await("live")
                .atMost(Duration.ofSeconds(60))
                .until(() -> configReleases().stream().findFirst(), Optional::isPresent)
                .orElseThrow();
        assertThat(live.podsReady()).as("one fewer than before").isEqualTo(podsBefore - 1);
        assertThat(live.release().source().author().name()).isEqualTo("Li Hua");

        var commit = developer.push("Upon what they did");
        story.wentLiveOnce(commit);
        story.nothingIsOpen();
        assertThat(configReleases()).hasSize(1);
    }

    private static List<ReleaseLive> configReleases() {
        return suite.events(ReleaseLive.class).stream()
                .filter(live -> live.release().application().equals(Release.CONFIG))
                .toList();
    }

    @Test
    @Order(8)
    void aManifestWithoutTheImageSaysWhatToSet() throws IOException, InterruptedException {
        developer.editConfig("k8s/hichat.yaml", "/root/hichat:", "/root/other:");
        var commit = developer.push("Nowhere to go");

        var failure = story.failedWith(commit, ConfigFailed.class).failure();
        assertThat(failure.segment()).isEqualTo(Segment.CONFIG);
        assertThat(failure.seen()).contains("k8s/hichat.yaml").contains("/root/hichat");

        developer.editConfig("k8s/hichat.yaml", "/root/other:", "/root/hichat:");
        whatHasFailedIsReplayedOnceItsReasonIsMended(commit);
    }

    private static void whatHasFailedIsReplayedOnceItsReasonIsMended(String commit) throws IOException {
        var delivery = story.way(commit).getFirst().envelope().delivery();
        var asked = "{\"service\":\"config-updater\",\"delivery\":\"%s\",\"dryRun\":%s}";
        replay(asked.formatted(delivery, true))
                .body("silent", empty())
                .body("errors", empty())
                .body("opens.intent", hasItem("ConfigChange"));
        assertThat(Story.count(story.way(commit), ReleaseLive.class)).isZero();

        replay(asked.formatted(delivery, false)).body("facts", greaterThan(1));

        story.waitFor(commit, ReleaseLive.class);
        story.nothingIsOpen();
        replay(asked.formatted(delivery, false));
        story.nothingIsOpen();
        assertThat(Story.count(story.way(commit), ReleaseLive.class)).isOne();
    }

    private static ValidatableResponse replay(String asked) throws IOException {
        return given().auth()
                .preemptive()
                .basic("admin", suite.secret("console", "admin-password"))
                .contentType(ContentType.JSON)
                .body(asked)
                .post(suite.url("console") + "/api/replay")
                .then()
                .statusCode(200);
    }

    @Test
    @Order(9)
    void nothingWasCommittedTwice() throws IOException, InterruptedException {
        var releases = developer.log("k8s-config").stream()
                .map(line -> line.substring(line.lastIndexOf('|') + 1))
                .filter(release -> !release.isBlank())
                .toList();

        assertThat(releases).doesNotHaveDuplicates();
        assertThat(releases)
                .hasSameSizeAs(suite.facts().stream()
                        .filter(f -> f.event() instanceof ConfigUpdated updated
                                && updated.release().image() != null)
                        .map(Fact::envelope)
                        .map(e -> e.id())
                        .distinct()
                        .toList());
    }

    /** The image that one project builds is another's, whose builder is somebody else; its registry tells. */
    @Test
    @Order(10)
    void anImageThatOthersBuildIsReleasedOnceTheRegistryTells() throws IOException, InterruptedException {
        var registry = "127.0.0.1:" + suite.port("registry");
        Files.writeString(suite.data.resolve("catalog/mirror.yaml"), """
                version: 1
                kind: project
                project: mirror
                repositories:
                  - { name: code, forge: gitlab, path: root/hichat, url: %s/root/hichat.git, credentials: hichat-git }
                applications:
                  - { name: server, repository: code, image: %s/root/hichat, build: { builder: external }, hook: hichat-hook }
                environments:
                  - name: copy
                    branch: handover
                    cluster: local
                    namespace: mirror
                    config: { repository: code, branch: k8s-mirror, path: k8s, createFrom: master }
                """.formatted(suite.url("git"), registry));
        var commit = developer.push("Built by one, released by two");
        story.waitFor(commit, ReleaseLive.class);
        developer.branch("handover", commit);

        var token = suite.secret("hichat-hook", "token");
        Awaitility.await("the new project's door is open")
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> registryTells(token, commit)
                        .statusCode(202)
                        .body("message", containsString("the registry is asked")));
        Awaitility.await("a commit for the other project")
                .atMost(Duration.ofSeconds(60))
                .until(() -> suite.events(ConfigUpdated.class).stream()
                        .anyMatch(updated -> updated.project().equals("mirror")));
        assertThat(suite.events(ImageSeen.class)).extracting(ImageSeen::project).containsOnly("mirror");
    }

    private static ValidatableResponse registryTells(String token, String tag) {
        return given().header("Authorization", "Bearer " + token)
                .contentType("application/vnd.docker.distribution.events.v2+json")
                .body("{\"events\":[{\"action\":\"push\",\"target\":{\"repository\":\"root/hichat\",\"tag\":\"%s\"}}]}"
                        .formatted(tag))
                .post(suite.url("console") + "/hooks/distribution/mirror")
                .then();
    }
}
