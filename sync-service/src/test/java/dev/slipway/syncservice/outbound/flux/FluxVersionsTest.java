package dev.slipway.syncservice.outbound.flux;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.events.values.EngineComponent;
import dev.slipway.syncservice.core.Rollout.Done;
import dev.slipway.syncservice.outbound.engine.EngineApi;
import dev.slipway.syncservice.outbound.flux.FluxFixture.Settings;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionVersionBuilder;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** What a cluster serves is asked, not supposed. */
class FluxVersionsTest extends WithFlux {
    private static final String NAME = "kustomizations.kustomize.toolkit.fluxcd.io";

    @Test
    void anOlderFluxIsDrivenInItsOwnVersion() throws Exception {
        Assumptions.assumeTrue(
                FluxDefinitions.areOurs(outside.client), "Flux' own definitions are here, which have no older version");
        serve("v1beta2");
        var api = new FluxApi(outside.client, outside.watches);
        try {
            outside.flux.kustomizations = "v1beta2";
            var engine = outside.engine(api, FluxFixture.noPods());

            assertThat(FluxFixture.ended(
                            engine.plan(outside.desired(1, Settings.USUAL)).begin()))
                    .isEqualTo(new Done(0));

            assertThat(api.version(FluxKind.KUSTOMIZATION)).isEqualTo("v1beta2");
        } finally {
            serve("v1");
        }
    }

    @Test
    void healthIsReadFromTheApiServer() throws Exception {
        var deployment = FluxHealthTest.deployment("source-controller", 0, 1);
        outside.client
                .apps()
                .deployments()
                .inNamespace(outside.namespace)
                .resource(deployment)
                .create();
        outside.client
                .apps()
                .deployments()
                .inNamespace(outside.namespace)
                .withName("source-controller")
                .waitUntilReady(30, TimeUnit.SECONDS);

        var inspection = new FluxInspection(new EngineApi(outside.client), outside.namespace);
        assertThat(inspection.now()).satisfies(health -> {
            assertThat(health.components()).containsExactly(new EngineComponent("source-controller", "v1.9.1", 1, 1));
            assertThat(health.served()).contains("Kustomization v1", "HelmRelease v2");
            assertThat(health.troubles()).containsExactly("there is no kustomize-controller: nothing is applied");
        });
    }

    /** That version alone; discovery takes a moment to tell. */
    private void serve(String version) {
        outside.client
                .apiextensions()
                .v1()
                .customResourceDefinitions()
                .withName(NAME)
                .edit(definition -> {
                    var versions = definition.getSpec().getVersions();
                    if (versions.stream().noneMatch(one -> one.getName().equals(version))) {
                        versions.add(new CustomResourceDefinitionVersionBuilder(versions.getFirst())
                                .withName(version)
                                .withStorage(false)
                                .build());
                    }
                    versions.forEach(one -> one.setServed(one.getName().equals(version)));
                    return definition;
                });
        Awaitility.await()
                .atMost(20, TimeUnit.SECONDS)
                .until(() -> new FluxApi(outside.client, outside.watches)
                        .version(FluxKind.KUSTOMIZATION)
                        .equals(version));
    }
}
