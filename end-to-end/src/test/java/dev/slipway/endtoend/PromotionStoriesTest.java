package dev.slipway.endtoend;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;

import dev.slipway.endtoend.Developer.Edit;
import dev.slipway.events.ConfigEvent.PinUnmet;
import dev.slipway.events.ConfigEvent.ReleaseHeld;
import dev.slipway.events.ConfigEvent.ReleaseRequested;
import dev.slipway.events.ImageEvent.ImageBuilt;
import dev.slipway.events.PushEvent.TagPushed;
import dev.slipway.events.SyncEvent.ReleaseLive;
import dev.slipway.events.SyncEvent.SyncFailed;
import dev.slipway.events.values.Origin;
import dev.slipway.events.values.Release;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** An image is built once and goes from one environment to the next, by itself or when somebody asks for it; or one stays where it is pinned. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PromotionStoriesTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String CRASH =
            "EXPOSE 8080\nENV SIMULATE=crash\nENV SIMULATE_LOG=\"cannot find the database\"";
    private static final String ENVIRONMENTS = """
            environments:
            %s%s%schannels:
            """.formatted(
                    environment("dev", "branch: master", ""),
                    environment("staging", "after: [dev]", ""),
                    environment("prod", "after: [staging]", "    promote: by-hand\n"));

    @TempDir
    static Path folder;

    private static Suite suite;
    private static Developer developer;
    private static Story story;
    private static Terminal terminal;
    private static String good = "";

    private static String environment(String name, String from, String more) {
        return """
                  - name: %1$s
                    %2$s
                %3$s    cluster: local
                    namespace: hichat-%1$s
                    config: { repository: hichat, branch: config, path: %1$s, createFrom: master }
                    engine: { type: direct }
                """.formatted(name, from, more);
    }

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        suite = Suite.start(folder.resolve("data"), false, "slipway.webhook.sweep=5s", "slipway.sync.rollout-max=20s");
        developer = Developer.clone(suite, folder.resolve("clone"));
        story = new Story(suite);
        terminal = new Terminal(folder.resolve("person"));
        terminal.jar(suite.secret("console", "admin-password") + "\n", "login", suite.url("console"));
        for (var environment : List.of("dev", "staging", "prod")) {
            copyManifests(folder.resolve("clone"), environment);
        }
        var document = suite.data.resolve("catalog/hichat.yaml");
        Files.writeString(
                document, Files.readString(document).replaceAll("(?s)environments:.*channels:\n", ENVIRONMENTS));
        Awaitility.await("the environments are declared")
                .atMost(SOON)
                .untilAsserted(() -> given().auth()
                        .preemptive()
                        .basic("admin", suite.secret("console", "admin-password"))
                        .get(suite.url("console") + "/api/catalog")
                        .then()
                        .body("projects[0].project.environments.name", contains("dev", "staging", "prod")));
    }

    private static void copyManifests(Path clone, String environment) throws IOException {
        Files.createDirectory(clone.resolve(environment));
        try (var files = Files.list(clone.resolve("k8s"))) {
            for (var file : files.toList()) {
                var text = Files.readString(file)
                        .replace("namespace: hichat", "namespace: hichat-" + environment)
                        .replace(
                                "kind: Namespace\nmetadata:\n  name: hichat",
                                "kind: Namespace\nmetadata:\n  name: hichat-" + environment);
                Files.writeString(clone.resolve(environment).resolve(file.getFileName()), text);
            }
        }
    }

    @AfterAll
    static void stop() {
        suite.close();
    }

    @Test
    @Order(1)
    void whatIsLiveInOneEnvironmentGoesOnToTheNextAndNoFurther() throws IOException, InterruptedException {
        good = developer.push("Say hello");

        Awaitility.await("live in staging").atMost(SOON).until(() -> live("staging", good) == 1);
        story.nothingIsOpen();

        assertThat(live("dev", good)).isOne();
        assertThat(live("prod", good)).isZero();
        assertThat(Story.count(story.way(good), ImageBuilt.class)).isOne();
        assertThat(releases(good))
                .extracting(Release::image)
                .containsOnly(releases(good).getFirst().image());
        assertThat(releases(good))
                .extracting(Release::rank)
                .containsOnly(releases(good).getFirst().rank());
        assertThat(developer.show("origin/config:staging/hichat.yaml")).contains("/root/hichat:" + good);
        assertThat(developer.show("--no-patch --format=%B origin/config".split(" ")))
                .contains("Promote hichat " + good.substring(0, 8) + " to staging [skip ci]")
                .contains("Slipway-Promoted-From: dev");
    }

    @Test
    @Order(2)
    void somebodyPromotesIt() throws IOException, InterruptedException {
        var refused = terminal.jar("", "promote", "hichat/dev/hichat");
        assertThat(refused.exit()).isNotZero();
        assertThat(refused.err()).contains("comes after no other");

        var promoted = terminal.jar("", "promote", "hichat/prod/hichat");

        assertThat(promoted.exit()).as(promoted.err() + promoted.out()).isZero();
        Awaitility.await("live in prod").atMost(SOON).until(() -> live("prod", good) == 1);
        story.nothingIsOpen();
        assertThat(developer.show("origin/config:prod/hichat.yaml")).contains("/root/hichat:" + good);
        assertThat(developer.show("--no-patch --format=%B origin/config".split(" ")))
                .contains("Slipway-Promoted-From: staging")
                .contains("Slipway-By: admin");
        assertThat(terminal.jar("", "line", "hichat/prod/hichat").out()).contains("● live, promotion");
    }

    @Test
    @Order(3)
    void whatFailsGoesNoFurther() throws IOException, InterruptedException {
        var bad = developer.push("Crash", new Edit("Dockerfile", "EXPOSE 8080", CRASH));

        story.waitFor(bad, SyncFailed.class);
        story.nothingIsOpen();

        assertThat(releases(bad))
                .extracting(release -> release.environment().name())
                .containsExactly("dev");
        var failed = releases(bad).getFirst().id().toString();
        var refused = terminal.jar("", "promote", "hichat/prod/hichat", failed);
        assertThat(refused.exit()).isNotZero();
        assertThat(refused.err() + refused.out()).contains("staging");
        assertThat(live("prod", bad)).isZero();
    }

    @Test
    @Order(4)
    void whatIsMendedGoesOnAgain() throws IOException, InterruptedException {
        var mended = developer.push("Do not crash", new Edit("Dockerfile", CRASH, "EXPOSE 8080"));

        Awaitility.await("live in staging").atMost(SOON).until(() -> live("staging", mended) == 1);

        assertThat(suite.events(ReleaseRequested.class).stream()
                        .map(ReleaseRequested::release)
                        .filter(release -> release.origin() == Origin.PROMOTION)
                        .map(release -> release.environment().name()))
                .containsExactly("staging", "prod", "staging");
        assertThat(live("prod", mended)).isZero();
    }

    @Test
    @Order(5)
    void anEnvironmentStaysAtWhatItIsPinnedTo() throws IOException, InterruptedException {
        declare("branch: master", "branch: master\n    revision: v1.0.0");
        Awaitility.await("said that there is none")
                .atMost(SOON)
                .until(() -> !suite.events(PinUnmet.class).isEmpty());
        developer.tag("v1.0.0", good);
        Awaitility.await("back in dev").atMost(SOON).until(() -> live("dev", good) == 2);
        assertThat(developer.show("--no-patch --format=%B origin/config".split(" ")))
                .contains("Pin hichat to " + good.substring(0, 8) + " in dev [skip ci]");

        var newer = developer.push("Something new");
        story.waitFor(newer, ReleaseHeld.class);
        story.nothingIsOpen();
        assertThat(releases(newer))
                .extracting(release -> release.environment().name())
                .containsExactly("dev");
        assertThat(live("dev", newer)).isZero();
        assertThat(terminal.jar("", "line", "hichat/dev/hichat").out())
                .contains("pinned to", "v1.0.0")
                .contains("● live, pin");

        declare("\n    revision: v1.0.0", "");
        Awaitility.await("free again").atMost(SOON).until(() -> live("staging", newer) == 1);
    }

    @Test
    @Order(6)
    void aTagThatIsOlderThanAProjectIsKnownToIt() throws IOException, InterruptedException {
        var head = developer.push("Tagged before the project is declared");
        developer.tag("v2.0.0", head);
        Awaitility.await("the tag is told")
                .atMost(SOON)
                .until(() -> suite.events(TagPushed.class).stream()
                        .anyMatch(tag -> tag.tag().equals("v2.0.0")));
        var late = """
                environments:
                  - name: prod
                    branch: master
                    revision: v2.0.0
                    cluster: local
                    namespace: hichat
                    config: { repository: hichat, branch: late, path: k8s, createFrom: master }
                    engine: { type: direct }
                channels:
                """;

        Files.writeString(
                suite.data.resolve("catalog/late.yaml"),
                Files.readString(suite.data.resolve("catalog/hichat.yaml"))
                        .replace("project: hichat", "project: late")
                        .replaceAll("(?s)environments:.*channels:\n", late));

        Awaitility.await("live in late's prod").atMost(SOON).until(() -> live("prod", head) == 1);
        assertThat(suite.events(TagPushed.class))
                .filteredOn(tag -> tag.project().equals("late"))
                .extracting(TagPushed::tag)
                .containsExactlyInAnyOrder("v1.0.0", "v2.0.0");
        assertThat(suite.events(ReleaseHeld.class))
                .filteredOn(held -> held.project().equals("late"))
                .isEmpty();
    }

    private static void declare(String before, String after) throws IOException {
        var document = suite.data.resolve("catalog/hichat.yaml");
        Files.writeString(document, Files.readString(document).replace(before, after));
    }

    private static List<Release> releases(String commit) {
        return suite.events(ReleaseRequested.class).stream()
                .map(ReleaseRequested::release)
                .filter(release -> release.source().id().value().equals(commit))
                .toList();
    }

    private static long live(String environment, String commit) {
        return suite.events(ReleaseLive.class).stream()
                .map(ReleaseLive::release)
                .filter(release -> release.environment().name().equals(environment)
                        && Objects.requireNonNull(release.source()).id().value().equals(commit)
                        && release.image() != null)
                .count();
    }
}
