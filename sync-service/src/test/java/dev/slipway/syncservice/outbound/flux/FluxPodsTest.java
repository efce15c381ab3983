package dev.slipway.syncservice.outbound.flux;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.syncservice.core.Manifest;
import dev.slipway.syncservice.core.Rollout.Broken;
import dev.slipway.syncservice.core.Rollout.Done;
import dev.slipway.syncservice.outbound.Ends;
import dev.slipway.syncservice.outbound.KubernetesCluster;
import dev.slipway.syncservice.outbound.flux.FluxFixture.Settings;
import dev.slipway.syncservice.outbound.flux.SimulatedFlux.Ending;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What Flux applies runs as pods in the same cluster. */
class FluxPodsTest extends WithFlux {

    @Test
    void readyPodsAreCounted() throws Exception {
        web("registry.example/shop:1");
        var web = outside.client
                .apps()
                .deployments()
                .inNamespace(outside.namespace)
                .withName("web");
        web.waitUntilReady(30, TimeUnit.SECONDS);

        assertThat(outside.synced(outside.desired(1, Settings.USUAL))).isEqualTo(new Done(2));
    }

    @Test
    void aCrashIsSaidWithItsLastWordsLongBeforeFluxGivesUp() throws Exception {
        outside.flux.health = Duration.ofMinutes(5);
        web("registry.example/crash:1");

        assertThat(outside.synced(outside.desired(1, Settings.USUAL)))
                .isInstanceOfSatisfying(
                        Broken.class,
                        broken -> assertThat(broken.why().seen()).contains("new pods crash", "a fake pod says hello"));
    }

    @Test
    void whereFluxIsNotToldToLookWeDo() throws Exception {
        web("registry.example/broken:1");

        assertThat(outside.synced(outside.desired(1, Settings.with(Map.of("wait", false)))))
                .isInstanceOfSatisfying(
                        Broken.class,
                        broken -> assertThat(broken.why().seen())
                                .contains("cannot get its image registry.example/broken:1"));
    }

    /** Flux has seen that they are healthy; it is no failure that we may not count them. */
    @Test
    void whoMaySeeNoPodsBelievesFlux() throws Exception {
        web("registry.example/broken:1");
        var engine = outside.engine(outside.api, FluxFixture.noPods());

        assertThat(FluxFixture.ended(
                        engine.plan(outside.desired(1, Settings.USUAL)).begin()))
                .isEqualTo(new Done(0));
    }

    @Test
    void whatRunsBesideACrashIsLive() throws Exception {
        outside.flux.health = Duration.ofMinutes(5);
        deployed("crash", "shop");

        var ends = Ends.of(outside.engine, Ends.with(outside.desired(1, Settings.USUAL), "crash", "shop"));

        assertThat(ends.get("crash")).contains("new pods crash");
        assertThat(ends.get("shop")).isEqualTo("live");
    }

    @Test
    void whatRunsBesideWhatFluxHasGivenUpIsLive() throws Exception {
        outside.flux.health = Duration.ofSeconds(3);
        outside.flux.applying = Optional.of(new Ending("HealthCheckFailed", "timeout waiting for Deployment/unready"));
        deployed("unready", "shop");

        var ends = Ends.of(outside.engine, Ends.with(outside.desired(1, Settings.USUAL), "unready", "shop"));

        assertThat(ends.get("unready")).contains("HealthCheckFailed", "timeout waiting");
        assertThat(ends.get("shop")).isEqualTo("live");
    }

    /** Flux still checks the health of an older revision, whose pods crash. */
    @Test
    void whatCrashedBeforeIsNotTheNextReleasesFault() throws Exception {
        outside.flux.health = Duration.ofSeconds(6);
        deployed("crash");
        assertThat(outside.synced(outside.desired(1, Settings.USUAL))).isInstanceOf(Broken.class);

        outside.flux.head = FluxFixture.commit(2);
        var run = outside.engine.plan(outside.desired(2, Settings.USUAL)).begin();

        assertThat(FluxFixture.seenFor(Duration.ofSeconds(2), run)).contains("is still at what was before");
    }

    private void web(String image) throws Exception {
        workload("web", image);
        outside.flux.inventory = List.of(entry("web"));
    }

    /** Each is the name of its image, too. */
    private void deployed(String... workloads) throws Exception {
        for (var workload : workloads) {
            workload(workload, "registry.example/" + workload + ":1");
        }
        outside.flux.inventory = Arrays.stream(workloads).map(this::entry).toList();
    }

    private Map<String, String> entry(String workload) {
        return Map.of("id", outside.namespace + "_" + workload + "_apps_Deployment", "v", "v1");
    }

    private void workload(String name, String image) throws Exception {
        var labels = Map.of("app", name);
        var pod = Map.of(
                "metadata", Map.of("labels", labels),
                "spec", Map.of("containers", List.of(Map.of("name", "main", "image", image))));
        var workload = new Manifest(
                "k8s/prod/" + name + ".yaml",
                1,
                "apps/v1",
                "Deployment",
                null,
                name,
                Map.of(
                        "apiVersion",
                        "apps/v1",
                        "kind",
                        "Deployment",
                        "metadata",
                        Map.of("name", name),
                        "spec",
                        Map.of("replicas", 2, "selector", Map.of("matchLabels", labels), "template", pod)));
        new KubernetesCluster(outside.client).apply(List.of(workload), outside.namespace);
    }
}
