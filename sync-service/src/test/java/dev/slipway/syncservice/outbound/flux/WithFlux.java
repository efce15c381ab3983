package dev.slipway.syncservice.outbound.flux;

import static dev.slipway.syncservice.outbound.flux.FluxFixture.commit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.events.DesiredEvent.EnvironmentDesired;
import dev.slipway.events.values.Failure;
import dev.slipway.syncservice.core.Rollout;
import dev.slipway.syncservice.core.Rollout.Broken;
import dev.slipway.syncservice.outbound.NeedsCluster;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** With a real API server and the simulated Flux for each test. */
@NeedsCluster
abstract class WithFlux {
    FluxFixture outside;

    @BeforeEach
    void start() {
        outside = new FluxFixture();
        outside.flux.head = commit(1);
    }

    @AfterEach
    void stop() {
        outside.close();
    }

    Failure broken(EnvironmentDesired desired) throws Exception {
        Rollout rollout = outside.synced(desired);
        assertThat(rollout).isInstanceOf(Broken.class);
        return ((Broken) rollout).why();
    }

    void byHand(FluxKind kind, String patch) throws Exception {
        GenericKubernetesResource live = outside.object(kind).resource();
        outside.client
                .genericKubernetesResources(kind.in(outside.api.version(kind)))
                .inNamespace(live.getMetadata().getNamespace())
                .withName(live.getMetadata().getName())
                .patch(
                        new PatchContext.Builder()
                                .withPatchType(PatchType.JSON_MERGE)
                                .withFieldManager("ops")
                                .build(),
                        patch);
    }

    Map<String, String> secret() {
        var data = outside.client
                .secrets()
                .inNamespace(outside.namespace)
                .withName("hichat-prod-git")
                .get()
                .getData();
        return data.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        one -> new String(Base64.getDecoder().decode(one.getValue()), StandardCharsets.UTF_8)));
    }
}
