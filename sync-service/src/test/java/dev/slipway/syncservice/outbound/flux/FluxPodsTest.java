package dev.slipway.syncservice.outbound.flux;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.syncservice.core.Manifest;
import dev.slipway.syncservice.core.Rollout.Broken;
import dev.slipway.syncservice.core.Rollout.Done;
import dev.slipway.syncservice.outbound.KubernetesCluster;
import dev.slipway.syncservice.outbound.flux.FluxFixture.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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

    private void web(String image) throws Exception {
        var labels = Map.of("app", "web");
        var pod = Map.of(
                "metadata", Map.of("labels", labels),
                "spec", Map.of("containers", List.of(Map.of("name", "web", "image", image))));
        var web = new Manifest(
                "k8s/prod/web.yaml",
                1,
                "apps/v1",
                "Deployment",
                null,
                "web",
                Map.of(
                        "apiVersion",
                        "apps/v1",
                        "kind",
                        "Deployment",
                        "metadata",
                        Map.of("name", "web"),
                        "spec",
                        Map.of("replicas", 2, "selector", Map.of("matchLabels", labels), "template", pod)));
        new KubernetesCluster(outside.client).apply(List.of(web), outside.namespace);
        outside.flux.inventory = List.of(Map.of("id", outside.namespace + "_web_apps_Deployment", "v", "v1"));
    }
}
