package dev.slipway.syncservice.outbound.argocd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.events.values.EngineComponent;
import dev.slipway.events.values.EngineHealth;
import dev.slipway.syncservice.outbound.engine.Workloads;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.apps.StatefulSetBuilder;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ArgoHealthTest {
    private static final Set<String> SERVED = Set.of("applications", "appprojects", "applicationsets");

    @Test
    void allIsWell() {
        var found = ArgoHealth.of("argocd", Workloads.of(List.of(controller(1, 1), repositories(1, 1))), SERVED);

        assertThat(found.health()).isEqualTo(EngineHealth.HEALTHY);
        assertThat(found.version()).isEqualTo("v3.1.0");
        assertThat(found.components())
                .containsExactly(
                        new EngineComponent("argocd-application-controller", "v3.1.0", 1, 1),
                        new EngineComponent("release-one", "v3.1.0", 1, 1));
        assertThat(found.served())
                .containsExactly("Application v1alpha1", "ApplicationSet v1alpha1", "AppProject v1alpha1");
        assertThat(found.troubles()).isEmpty();
    }

    @Test
    void whatIsMissingOrDoesNotRunIsNamed() {
        var found = ArgoHealth.of("argocd", Workloads.of(List.of(controller(0, 1))), Set.of("applications"));

        assertThat(found.health()).isEqualTo(EngineHealth.DEGRADED);
        assertThat(found.troubles())
                .containsExactly(
                        "the cluster serves no ApplicationSet: Argo CD's definitions are not installed",
                        "the cluster serves no AppProject: Argo CD's definitions are not installed",
                        "there is no repo-server: nothing is fetched",
                        "argocd-application-controller has 0 of 1 pods ready");
    }

    private static HasMetadata controller(int ready, int wanted) {
        return new StatefulSetBuilder()
                .withNewMetadata()
                .withName("argocd-application-controller")
                .endMetadata()
                .withNewSpec()
                .withReplicas(wanted)
                .withNewTemplate()
                .withNewSpec()
                .addNewContainer()
                .withImage("quay.io/argoproj/argocd:v3.1.0")
                .endContainer()
                .endSpec()
                .endTemplate()
                .endSpec()
                .withNewStatus()
                .withReadyReplicas(ready)
                .endStatus()
                .build();
    }

    /** As a chart names it. */
    private static HasMetadata repositories(int ready, int wanted) {
        return new DeploymentBuilder()
                .withNewMetadata()
                .withName("release-one")
                .addToLabels("app.kubernetes.io/component", "repo-server")
                .endMetadata()
                .withNewSpec()
                .withReplicas(wanted)
                .withNewTemplate()
                .withNewSpec()
                .addNewContainer()
                .withImage("quay.io/argoproj/argocd:v3.1.0")
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
