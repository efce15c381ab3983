package dev.slipway.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.events.ConfigEvent.ConfigUpdated;
import dev.slipway.events.SyncEvent.ReleaseLive;
import dev.slipway.events.SyncEvent.SyncStarted;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Two instances of sync-service for one cluster, each a process: one is killed, one comes, while Argo CD, which is simulated, syncs. */
@Tag("cluster")
@EnabledIfSystemProperty(
        named = RealClusterStoriesTest.KUBECONFIG,
        matches = ".+",
        disabledReason = "needs a cluster: ./slipway test --cluster")
class InstanceStoriesTest {
    private static final int ENVIRONMENTS = 6;

    /** What an instance that was killed may still have asked for is waited for. */
    private static final Duration UNSETTLED = Duration.ofMinutes(4);

    @TempDir
    Path folder;

    @Test
    void neitherAKillNorARebalanceSyncsOrSaysAnythingTwice() throws IOException, InterruptedException {
        var kubeconfig = Path.of(System.getProperty(RealClusterStoriesTest.KUBECONFIG));
        try (var suite = Suite.startOn(kubeconfig, folder.resolve("data"), true);
                var engines = new SimulatedEngines(kubeconfig, new DemoRepository(suite))) {
            var environments = IntStream.range(0, ENVIRONMENTS)
                    .mapToObj(number -> new Environment(
                            "e" + number,
                            "local",
                            "{ type: argocd, namespace: %s, autoSync: false }".formatted(engines.namespace)))
                    .toArray(Environment[]::new);
            Environment.declare(suite, environments);
            var developer = Developer.clone(suite, folder.resolve("clone"));
            var story = new Story(suite);
            var commits = new ArrayList<String>();

            try (var second = Site.start(suite, "local", "second", folder, kubeconfig)) {
                commits.add(begun("The first is killed", developer, story));
                suite.kill("sync-service");
                story.liveInWithin(UNSETTLED, commits.getLast(), environments);

                commits.add(begun("The second is killed", developer, story));
                second.kill();
                story.liveInWithin(UNSETTLED, commits.getLast(), environments);
            }
            commits.add(developer.push("The second comes"));
            try (var _ = Site.start(suite, "local", "second", folder, kubeconfig)) {
                story.waitFor(commits.getLast(), ConfigUpdated.class);
                commits.add(begun("The second goes", developer, story));
            }
            story.liveInWithin(UNSETTLED, commits.getLast(), environments);
            story.nothingIsOpenWithin(UNSETTLED);

            for (var commit : commits) {
                story.told(commit);
            }
            for (var environment : environments) {
                assertThat(engines.argo.begun("hichat-" + environment.name()))
                        .as("operations of " + environment.name())
                        .allSatisfy(one -> assertThat(one).endsWith(" slipway"))
                        .doesNotHaveDuplicates();
            }
            assertThat(suite.events(ReleaseLive.class)).doesNotHaveDuplicates();
        }
    }

    private static String begun(String message, Developer developer, Story story)
            throws IOException, InterruptedException {
        var commit = developer.push(message);
        story.waitFor(commit, SyncStarted.class);
        return commit;
    }
}
