package dev.slipway.syncservice.outbound;

import static dev.slipway.syncservice.outbound.ClusterFixture.IMAGE;
import static dev.slipway.syncservice.outbound.ClusterFixture.deployment;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.syncservice.core.Rollout.Broken;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The contract in a real cluster, with pods that do what testkit/control-plane says. */
@NeedsCluster
class RealClusterTest extends ClusterContract {
    static final String KUBECONFIG = "slipway.test.kubeconfig";

    @Override
    ClusterFixture outside() {
        return ClusterFixture.real(Path.of(System.getProperty(KUBECONFIG)));
    }

    @Test
    void aCrashBreaksItWithItsLastWords() throws Exception {
        var rollout = outside.applied(outside.namespace(), deployment("registry.example/crash:1", Map.of()));

        assertThat(rollout)
                .isInstanceOfSatisfying(
                        Broken.class,
                        broken -> assertThat(broken.why().seen()).contains("new pods crash", "a fake pod says hello"));
    }

    /** The API server fills in much that nobody wrote: none of it is ours to take back. */
    @Test
    void whatOthersOwnStays() throws Exception {
        outside.applied(outside.namespace(), deployment(IMAGE, Map.of()));
        var deployments = outside.client.apps().deployments().inNamespace(outside.namespace);
        deployments.withName("web").edit(web -> {
            web.getMetadata().getAnnotations().put("example.com/owner", "somebody");
            return web;
        });

        outside.applied(outside.namespace(), deployment("registry.example/shop:2", Map.of()));

        assertThat(deployments.withName("web").get()).satisfies(web -> {
            assertThat(web.getMetadata().getAnnotations()).containsEntry("example.com/owner", "somebody");
            assertThat(web.getSpec().getStrategy().getType()).isEqualTo("RollingUpdate");
        });
    }
}
