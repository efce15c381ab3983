package dev.slipway.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.slipway.events.SyncEvent.ReleaseLive;
import dev.slipway.events.SyncEvent.SyncFailed;
import dev.slipway.events.values.Release;
import dev.slipway.syncservice.outbound.Kubeconfig;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** {@code up --kubeconfig}: what is pushed runs, or fails, in a cluster that is not ours. */
@Tag("cluster")
@EnabledIfSystemProperty(
        named = RealClusterStoriesTest.KUBECONFIG,
        matches = ".+",
        disabledReason = "needs a cluster: ./slipway test --cluster")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RealClusterStoriesTest {
    static final String KUBECONFIG = "slipway.test.kubeconfig";
    private static final String DEMO = "hichat";

    @TempDir
    static Path folder;

    private static KubernetesClient client;
    private static Suite suite;
    private static Developer developer;
    private static Story story;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        var kubeconfig = Path.of(System.getProperty(KUBECONFIG));
        client = new KubernetesClientBuilder()
                .withConfig(Kubeconfig.read(kubeconfig, null))
                .build();
        assumeTrue(nodesAreFake(), "real nodes cannot pull what the demo builds on this machine");
        forgetTheDemo();
        suite = Suite.startOn(kubeconfig, folder.resolve("data"));
        developer = Developer.clone(suite, folder.resolve("clone"));
        story = new Story(suite);
    }

    @AfterAll
    static void stop() {
        if (suite != null) {
            suite.close();
            client.namespaces().withName(DEMO).delete();
        }
        client.close();
    }

    @Test
    @Order(1)
    void itSaysWhichClusterItIsAndWhatThatMeans() throws IOException {
        assertThat(suite.log())
                .contains(client.getMasterUrl().toString(), "what is released is real", "docs/real-cluster.md")
                .doesNotContain("simulated Kubernetes", "the simulated cluster");
    }

    @Test
    @Order(2)
    void aPushGoesLiveThere() throws IOException, InterruptedException {
        var commit = developer.push("Say hello");
        story.wentLiveOnce(commit);

        var deployment = deployment();
        assertThat(containers(deployment))
                .singleElement()
                .satisfies(container -> assertThat(container.getImage()).contains("root/hichat:" + commit));
        assertThat(deployment.getStatus().getReadyReplicas()).isEqualTo(3);
        assertThat(deployment.getMetadata().getManagedFields())
                .extracting(ManagedFieldsEntry::getManager)
                .contains("slipway", "kube-controller-manager");
    }

    @Test
    @Order(3)
    void whatTheDemoBreaksFailsForWhatItsPodSays() throws IOException, InterruptedException {
        suite.demo("break");
        soon("it failed").until(() -> !suite.events(SyncFailed.class).isEmpty());

        assertThat(suite.events(SyncFailed.class))
                .allSatisfy(failed -> assertThat(failed.failure().seen())
                        .contains(
                                "container companion",
                                "cannot get its image registry.invalid/hichat/broken:1",
                                "Back-off"));
        assertThat(client.pods().inNamespace(DEMO).list().getItems())
                .flatExtracting(pod -> pod.getStatus().getContainerStatuses())
                .anyMatch(status -> status.getState().getWaiting() != null
                        && "ImagePullBackOff"
                                .equals(status.getState().getWaiting().getReason()));
    }

    @Test
    @Order(4)
    void theNextPushOfTheDemoMendsIt() throws IOException, InterruptedException {
        suite.demo("push");

        soon("live without the companion").untilAsserted(() -> {
            assertThat(suite.events(ReleaseLive.class))
                    .extracting(live -> live.release().application())
                    .contains(Release.CONFIG);
            assertThat(containers(deployment())).extracting(Container::getName).containsExactly(DEMO);
            assertThat(deployment().getStatus().getReadyReplicas()).isEqualTo(3);
        });
    }

    private static Deployment deployment() {
        return client.apps().deployments().inNamespace(DEMO).withName(DEMO).get();
    }

    private static List<Container> containers(Deployment deployment) {
        return deployment.getSpec().getTemplate().getSpec().getContainers();
    }

    private static boolean nodesAreFake() {
        return client.nodes().list().getItems().stream()
                .allMatch(node -> node.getMetadata().getAnnotations().containsKey("kwok.x-k8s.io/node"));
    }

    /** The demo's namespace has its name in every run. */
    private static void forgetTheDemo() {
        var namespace = client.namespaces().withName(DEMO);
        namespace.delete();
        soon("the last demo is gone").until(() -> namespace.get() == null);
    }

    private static ConditionFactory soon(String what) {
        return Awaitility.await(what).atMost(Duration.ofSeconds(90)).pollInterval(Duration.ofMillis(200));
    }
}
