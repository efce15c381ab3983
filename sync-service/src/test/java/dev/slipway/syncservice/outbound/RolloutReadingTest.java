package dev.slipway.syncservice.outbound;

import static dev.slipway.syncservice.outbound.ClusterFixture.IMAGE;
import static dev.slipway.syncservice.outbound.ClusterFixture.deployment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.slipway.events.values.Failure;
import dev.slipway.events.values.Segment;
import dev.slipway.syncservice.core.Manifest;
import dev.slipway.syncservice.core.Rollout;
import dev.slipway.syncservice.core.Rollout.Broken;
import dev.slipway.syncservice.core.Rollout.Done;
import dev.slipway.syncservice.core.Rollout.UnderWay;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RolloutReadingTest {
    @TempDir
    Path folder;

    private ClusterFixture outside;

    @BeforeEach
    void start() throws IOException {
        outside = ClusterFixture.simulated(folder);
    }

    @AfterEach
    void stop() {
        outside.close();
    }

    @Test
    void aCrashBreaksItWithExitCodeAndLastWords() throws Exception {
        var why = broken(outside.applied(
                outside.namespace(),
                deployment(IMAGE, Map.of("SIMULATE", "crash", "SIMULATE_LOG", "no such database\n"))));

        assertThat(why.segment()).isEqualTo(Segment.CLUSTER);
        assertThat(why.seen()).contains("new pods crash", "exits with 1", "last words: no such database");
        assertThat(why.nextStep()).contains("kubectl logs -n shop web-");
    }

    @Test
    void onlyTheEndOfALongLogIsTold() throws Exception {
        var log = "first words\n" + "x".repeat(5_000) + " the end\n";

        var why = broken(outside.applied(
                outside.namespace(), deployment(IMAGE, Map.of("SIMULATE", "crash", "SIMULATE_LOG", log))));

        assertThat(why.seen()).endsWith("the end").doesNotContain("first words").hasSizeLessThan(1_000);
    }

    @Test
    void tooMuchMemoryBreaksIt() throws Exception {
        var why = broken(outside.applied(outside.namespace(), deployment(IMAGE, Map.of("SIMULATE", "oom"))));

        assertThat(why.seen()).contains("OOMKilled");
        assertThat(why.nextStep()).contains("resources.limits.memory");
    }

    @Test
    void podsThatDoNotGetReadyAreUnderWay() throws Exception {
        var manifests = List.of(outside.namespace(), deployment(IMAGE, Map.of("SIMULATE", "unready")));
        outside.cluster.apply(manifests, outside.namespace);
        await().until(() -> outside.client.pods().inNamespace(outside.namespace).list().getItems().stream()
                        .filter(pod -> "Running".equals(pod.getStatus().getPhase()))
                        .count()
                == 2);

        await().during(Duration.ofMillis(500))
                .untilAsserted(() -> assertThat(outside.cluster.rollout(manifests, outside.namespace))
                        .isInstanceOfSatisfying(
                                UnderWay.class,
                                waits -> assertThat(waits.seen()).startsWith("web: ")));
    }

    @Test
    void oldPodsThatCrashAreNotTheNewOnesTrouble() throws Exception {
        outside.applied(outside.namespace(), deployment(IMAGE, Map.of("SIMULATE", "crash")));
        var mended = List.of(outside.namespace(), deployment(IMAGE, Map.of()));
        outside.cluster.apply(mended, outside.namespace);

        await().pollInterval(Duration.ofMillis(20)).until(() -> {
            var rollout = outside.cluster.rollout(mended, outside.namespace);
            assertThat(rollout).isNotInstanceOf(Broken.class);
            return rollout instanceof Done;
        });
    }

    @Test
    void goingBackToAnEarlierTemplateThatCrashesIsBrokenToo() throws Exception {
        outside.applied(outside.namespace(), deployment(IMAGE, Map.of("SIMULATE", "crash")));
        outside.applied(outside.namespace(), deployment(IMAGE, Map.of()));

        assertThat(outside.applied(outside.namespace(), deployment(IMAGE, Map.of("SIMULATE", "crash"))))
                .isInstanceOf(Broken.class);
    }

    /** Another engine's objects are known by name alone. */
    @Test
    void whatIsBrokenIsToldByTheImagesThatItsPodsHave() throws Exception {
        var web = deployment(IMAGE, Map.of("SIMULATE", "crash"));
        outside.applied(outside.namespace(), web);
        var named = new Manifest("prod", 0, web.apiVersion(), web.kind(), null, web.name(), Map.of());

        assertThat(outside.cluster.rollout(List.of(named), outside.namespace))
                .isInstanceOfSatisfying(
                        Broken.class, broken -> assertThat(broken.images()).containsExactly("registry.example/shop"));
    }

    private static Failure broken(Rollout rollout) {
        assertThat(rollout).isInstanceOf(Broken.class);
        return ((Broken) rollout).why();
    }
}
