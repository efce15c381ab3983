package dev.slipway.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.slipway.endtoend.Developer.Edit;
import dev.slipway.events.ImageEvent.BuildFailed;
import dev.slipway.service.kafka.KafkaClients;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody sees in a terminal: the jar as a process of its own, against a console that runs. */
class TerminalStoriesTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    static Path folder;

    private static Suite suite;
    private static Developer developer;
    private static Terminal terminal;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        suite = Suite.start(folder.resolve("data"), false, "slipway.webhook.sweep=5s");
        developer = Developer.clone(suite, folder.resolve("clone"));
        terminal = new Terminal(folder.resolve("person"));
        var login = terminal.jar(suite.secret("console", "admin-password") + "\n", "login", suite.url("console"));
        assertThat(login.exit()).as(login.err()).isZero();
    }

    @AfterAll
    static void stop() {
        suite.close();
    }

    @Test
    void aPushIsWatchedListedAndTraced() throws IOException, InterruptedException {
        String delivery;
        try (var watch = terminal.startJar("watch")) {
            await().atMost(SOON).until(watch::noted, noted -> noted.contains("listening"));

            var commit = developer.push("fix: 登录");
            delivery = delivery(commit);

            var id = delivery.substring(0, 8);
            await().atMost(SOON)
                    .until(
                            watch::said,
                            said -> said.lines().anyMatch(line -> line.startsWith(id) && line.contains("told")));
            assertThat(watch.said().lines().filter(line -> line.startsWith(id)))
                    .anySatisfy(line -> assertThat(line).contains("◔ received").contains(commit.substring(0, 8)))
                    .anySatisfy(line -> assertThat(line).contains("● live  prod hichat"))
                    .doesNotHaveDuplicates();
        }
        assertThat(terminal.jar("", "deliveries", "--project", "hichat").out())
                .contains(delivery.substring(0, 8))
                .contains("● live")
                .contains("fix: 登录");
        assertThat(terminal.jar("", "delivery", delivery.substring(0, 8)))
                .satisfies(said -> assertThat(said.exit()).isZero())
                .satisfies(said -> assertThat(said.out())
                        .containsPattern("rollout +\\+.* m?s +")
                        .contains("pods ready")
                        .contains("k8s-config"));
        assertThat(terminal.jar("", "trace", delivery).out().lines())
                .anySatisfy(line -> assertThat(line).contains("push.branch-pushed"))
                .anySatisfy(line -> assertThat(line).contains("sync.release-live"));
        assertThat(terminal.jar("", "--json", "delivery", delivery).out()).contains("\"state\":\"live\"");
        assertThat(terminal.jar("", "work").exit()).isZero();
        theEnvironmentIsSyncedOnceMore(delivery);
    }

    private static void theEnvironmentIsSyncedOnceMore(String delivery) throws IOException, InterruptedException {
        var trace = terminal.jar("", "--json", "trace", delivery).out();

        var asked = new String[] {"replay", "--service", "sync-service", "--delivery", delivery};
        var foreseen = terminal.jar(
                "", Stream.concat(Stream.of(asked), Stream.of("--dry-run")).toArray(String[]::new));
        assertThat(suite.syncedOnceMore()).isZero();
        var done = terminal.jar("", asked);

        assertThat(foreseen.out())
                .containsPattern("would apply +commit ([0-9a-f]{8}) to hichat/prod in local; running there now: \\1\n");
        assertThat(done.out()).contains("1 facts go into sync-service once more");
        await().atMost(SOON).until(() -> suite.syncedOnceMore() == 1);
        new Story(suite).nothingIsOpen();
        assertThat(terminal.jar("", "--json", "trace", delivery).out())
                .as("nothing is said that was said")
                .isEqualTo(trace);
    }

    @Test
    void aFailureSaysWhatToDo() throws IOException, InterruptedException {
        var commit = developer.push(
                "Run something", new Edit("Dockerfile", "WORKDIR /srv/hichat", "RUN make\nWORKDIR /srv/hichat"));
        new Story(suite).failedWith(commit, BuildFailed.class);

        var said = terminal.jar("", "delivery", delivery(commit));

        developer.push("Run nothing", new Edit("Dockerfile", "RUN make\n", ""));
        assertThat(said.exit()).isEqualTo(1);
        assertThat(said.out()).contains("✖ failed in hichat (build)").contains("to do:");
    }

    /** As the console projects it, which may be after the facts were written. */
    private static String delivery(String commit) {
        var way = await().atMost(SOON).until(() -> new Story(suite).way(commit), facts -> !facts.isEmpty());
        var delivery =
                Objects.requireNonNull(way.getFirst().envelope().delivery()).toString();
        await().atMost(SOON)
                .until(() -> terminal.jar("", "delivery", delivery).out().contains("took"));
        return delivery;
    }

    @Test
    void whatNobodyCouldUseIsListed() throws Exception {
        try (var producer = new KafkaClients("127.0.0.1:" + suite.port("kafka")).producer()) {
            producer.send(new ProducerRecord<>("slipway.image", "hichat", "nonsense".getBytes(StandardCharsets.UTF_8)))
                    .get();
        }

        await().atMost(SOON)
                .until(
                        () -> terminal.jar("", "dead-letters").out(),
                        said -> said.contains("header ce_type is missing"));
        assertThat(terminal.jar("", "dead-letters").out()).contains("slipway.image/");
    }

    @Test
    void theScriptAsksTheSuiteOnThisMachine() throws IOException, InterruptedException {
        var stranger = new Terminal(folder.resolve("stranger"));

        assertThat(stranger.jar("", "deliveries").exit()).isEqualTo(2);
        var said = stranger.script("deliveries", "--data", suite.data.toString());
        assertThat(said.exit()).as(said.err()).isZero();
        var wrong = stranger.jar("wrong\n", "login", suite.url("console"));
        assertThat(wrong.exit()).isEqualTo(3);
        assertThat(wrong.err()).contains("slipway login " + suite.url("console"));
        assertThat(stranger.script("deliveries", "--data", "nothing-here").err())
                .contains("./slipway up first");
    }
}
