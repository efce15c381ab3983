package dev.slipway.syncservice.outbound.flux;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.events.values.EngineComponent;
import dev.slipway.events.values.EngineHealth;
import dev.slipway.syncservice.core.Finding;
import dev.slipway.syncservice.outbound.engine.Workloads;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FluxHealthTest {
    private static final Map<FluxKind, String> SERVED =
            Map.of(FluxKind.GIT_REPOSITORY, "v1", FluxKind.KUSTOMIZATION, "v1", FluxKind.HELM_RELEASE, "v2");

    @Test
    void allIsWell() {
        var health =
                found(List.of(deployment("source-controller", 1, 1), deployment("kustomize-controller", 2, 2)), SERVED);

        assertThat(health.health()).isEqualTo(EngineHealth.HEALTHY);
        assertThat(health.version()).isEqualTo("v2.9.0");
        assertThat(health.components())
                .containsExactly(
                        new EngineComponent("kustomize-controller", "v1.9.1", 2, 2),
                        new EngineComponent("source-controller", "v1.9.1", 1, 1));
        assertThat(health.served()).containsExactly("GitRepository v1", "HelmRelease v2", "Kustomization v1");
    }

    @Test
    void whatIsMissingIsNamed() {
        assertThat(found(List.of(), Map.of()).troubles())
                .containsExactly(
                        "the cluster serves no GitRepository: Flux' definitions are not installed",
                        "the cluster serves no Kustomization: Flux' definitions are not installed",
                        "there is no source-controller: nothing is fetched",
                        "there is no kustomize-controller: nothing is applied");
        assertThat(found(List.of(), Map.of()).version()).isNull();
    }

    @Test
    void whatDoesNotRunIsNamed() {
        var deployments = List.of(
                deployment("source-controller", 0, 1),
                deployment("kustomize-controller", 0, 0),
                deployment("helm-controller", 1, 1));

        assertThat(found(deployments, SERVED).troubles())
                .containsExactly("kustomize-controller is scaled to 0", "source-controller has 0 of 1 pods ready");
    }

    private static Finding found(List<Deployment> deployments, Map<FluxKind, String> served) {
        return FluxHealth.of("flux-system", Workloads.of(deployments), served);
    }

    static Deployment deployment(String name, int ready, int wanted) {
        return new DeploymentBuilder()
                .withNewMetadata()
                .withName(name)
                .addToLabels("app.kubernetes.io/part-of", "flux")
                .addToLabels("app.kubernetes.io/version", "v2.9.0")
                .endMetadata()
                .withNewSpec()
                .withReplicas(wanted)
                .withNewSelector()
                .addToMatchLabels("app", name)
                .endSelector()
                .withNewTemplate()
                .withNewMetadata()
                .addToLabels("app", name)
                .endMetadata()
                .withNewSpec()
                .addNewContainer()
                .withName("manager")
                .withImage("registry.example:5000/fluxcd/" + name + ":v1.9.1@sha256:" + "0".repeat(64))
                .endContainer()
                .endSpec()
                .endTemplate()
                .endSpec()
                .withNewStatus()
                .withReadyReplicas(ready)
                .endStatus()
                .build();
    }
}
