package dev.slipway.endtoend;

import static dev.slipway.endtoend.Story.count;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.events.ConfigEvent.ConfigUpdated;
import dev.slipway.events.SyncEvent.ReleaseLive;
import dev.slipway.events.SyncEvent.SyncFailed;
import dev.slipway.syncservice.outbound.Kubeconfig;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Two clusters, each with a sync-service; the simulated engines run in the second. */
@Tag("cluster")
@EnabledIfSystemProperty(
        named = RealClusterStoriesTest.KUBECONFIG,
        matches = ".+",
        disabledReason = "needs a cluster: ./slipway test --cluster")
class SeveralClustersStoriesTest {
    @TempDir
    Path folder;

    @Test
    void eachIsServedByItsOwnAndOneThatIsSilentDelaysNoOther() throws IOException, InterruptedException {
        var first = Path.of(System.getProperty(RealClusterStoriesTest.KUBECONFIG));
        try (var suite = Suite.startOn(first, folder.resolve("data"), "slipway.clusters=local,hub");
                var hub = SecondCluster.beside(first, suite, folder);
                var engines = new SimulatedEngines(hub.kubeconfig, new DemoRepository(suite));
                var _ = Site.start(suite, "hub", "hub", folder, hub.kubeconfig)) {
            var direct = new Environment("direct", "local", "{ type: direct }");
            var far = new Environment(
                    "far", "local", "{ type: argocd, cluster: hub, namespace: %s }".formatted(engines.namespace));
            var flux = new Environment("flux", "hub", "{ type: flux, namespace: %s }".formatted(engines.namespace));
            Environment.declare(suite, direct, far, flux);
            var developer = Developer.clone(suite, folder.resolve("clone"));
            var story = new Story(suite);

            var commit = developer.push("Say hello");
            story.liveIn(commit, direct, far, flux);
            story.nothingIsOpen();
            assertThat(story.events(commit, ReleaseLive.class))
                    .extracting(live -> live.release().environment().name() + " in " + live.cluster())
                    .containsExactlyInAnyOrder("direct in local", "far in local", "flux in hub");
            var application =
                    engines.object(SimulatedEngines.APPLICATION, "hichat-far").require();
            assertThat(application.<Map<String, Object>>get("spec", "destination"))
                    .containsEntry("name", "local");
            noApplicationIn(first, engines.namespace);

            hub.fallSilent();
            var next = developer.push("Say it to those who hear");
            story.liveIn(next, direct);
            Awaitility.await().until(() -> count(story.way(next), ConfigUpdated.class) == 3);
            assertThat(count(story.way(next), ReleaseLive.class)).isOne();
            hub.answer();

            story.liveIn(next, far, flux);
            story.nothingIsOpen();
            assertThat(count(story.way(next), ReleaseLive.class)).isEqualTo(3);
            assertThat(suite.events(SyncFailed.class)).isEmpty();
        } finally {
            forgetTheDemo(first);
        }
    }

    private static void noApplicationIn(Path kubeconfig, String namespace) {
        try (var client = new KubernetesClientBuilder()
                .withConfig(Kubeconfig.read(kubeconfig, null))
                .build()) {
            assertThat(client.namespaces().withName(namespace).get()).isNull();
        }
    }

    private static void forgetTheDemo(Path kubeconfig) {
        try (var client = new KubernetesClientBuilder()
                .withConfig(Kubeconfig.read(kubeconfig, null))
                .build()) {
            client.namespaces().withName("hichat").delete();
        }
    }
}
