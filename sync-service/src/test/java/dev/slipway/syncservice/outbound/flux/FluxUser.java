package dev.slipway.syncservice.outbound.flux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.events.DesiredEvent.EnvironmentDesired;
import dev.slipway.service.PermanentFailure;
import dev.slipway.syncservice.core.Rollout;
import dev.slipway.syncservice.core.Sight;
import dev.slipway.syncservice.outbound.ShippedRole;
import dev.slipway.syncservice.outbound.engine.EngineApi;
import dev.slipway.syncservice.outbound.engine.Watches;
import dev.slipway.syncservice.outbound.flux.SimulatedFlux.Ending;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Drives Flux with the rights of a Role and no others. */
record FluxUser(FluxFixture outside, String name) {
    /** How it is said that a chart in the config path has no source. */
    static final String CHART = "HelmChart %s/base: NoSourceArtifact";

    static FluxUser with(ShippedRole role, FluxFixture outside) {
        return new FluxUser(outside, role.grantedIn(outside.namespace, outside.client));
    }

    static ShippedRole role(String name) throws IOException {
        return ShippedRole.in("engines/flux.yaml", name);
    }

    /** What comes over a web socket is refused in one word, and of the workloads both kinds are needed. */
    private static String says(String resource, String verb) {
        return switch (resource) {
            case "deployments", "statefulsets" -> "may not list Deployments and StatefulSets";
            default ->
                verb.equals("watch") ? "may not list and watch " + resource : ShippedRole.refusal(resource, verb);
        };
    }

    /** One right was taken away: what has to be said of the lack, and nothing of Flux' objects. */
    void saysThatItMayNot(String resource, String verb, EnvironmentDesired usual, ThrowingCallable act)
            throws IOException, InterruptedException {
        if (resource.equals("helmcharts") && verb.equals("get")) { // only for a chart in the config path
            assertThat(blames(usual))
                    .contains("HelmChart/base status")
                    .doesNotContain(CHART.formatted(outside.namespace));
        } else {
            assertThatThrownBy(act)
                    .hasMessageContaining("sync-service may not")
                    .hasMessageContaining(says(resource, verb));
        }
    }

    Rollout synced(EnvironmentDesired desired) throws IOException, InterruptedException {
        try (var its = client();
                var watches = new Watches(its)) {
            return FluxFixture.ended(engine(its, watches).plan(desired).begin());
        }
    }

    /** As far as it gets with what Flux does nothing about. */
    Rollout begun(EnvironmentDesired desired) throws IOException, InterruptedException {
        try (var its = client();
                var watches = new Watches(its)) {
            return engine(its, watches).plan(desired).begin().look();
        }
    }

    /** Looks at what has been synced, until it is seen or refused. */
    void sees(EnvironmentDesired desired) throws InterruptedException {
        try (var its = client();
                var watches = new Watches(its)) {
            var view = engine(its, watches).sight().orElseThrow().of(desired);
            while (!isSeen(view)) {
                Thread.sleep(50);
            }
        }
    }

    private static boolean isSeen(Sight.View view) {
        try {
            view.now();
            return true;
        } catch (PermanentFailure refused) {
            throw refused;
        } catch (IOException notBegunYet) {
            return false;
        }
    }

    void inspects() throws IOException {
        try (var its = client()) {
            new FluxInspection(new EngineApi(its), outside.namespace).now();
        }
    }

    /** What is said when Flux has applied a chart that has no source. */
    String blames(EnvironmentDesired desired) throws IOException, InterruptedException {
        outside.apply(
                FluxKind.HELM_CHART,
                Map.of(
                        "apiVersion",
                        "source.toolkit.fluxcd.io/v1",
                        "kind",
                        "HelmChart",
                        "metadata",
                        Map.of("name", "base", "namespace", outside.namespace),
                        "spec",
                        Map.of(
                                "chart",
                                "base",
                                "interval",
                                "10m",
                                "sourceRef",
                                Map.of("kind", "GitRepository", "name", "nowhere"))));
        outside.flux.inventory =
                List.of(Map.of("id", outside.namespace + "_base_source.toolkit.fluxcd.io_HelmChart", "v", "v1"));
        outside.flux.applying = Optional.of(new Ending("HealthCheckFailed", "HelmChart/base status: 'Failed'"));
        try {
            return synced(desired) instanceof Rollout.Broken broken
                    ? broken.why().seen()
                    : "";
        } finally {
            outside.flux.applying = Optional.empty();
            outside.flux.inventory = List.of();
        }
    }

    private FluxEngine engine(KubernetesClient its, Watches watches) {
        return outside.engine(new FluxApi(its, watches), FluxFixture.noPods());
    }

    private KubernetesClient client() {
        return FluxFixture.client(config -> config.withImpersonateUsername(name));
    }
}
