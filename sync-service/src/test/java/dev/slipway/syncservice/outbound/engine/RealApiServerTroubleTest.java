package dev.slipway.syncservice.outbound.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.slipway.syncservice.outbound.NeedsCluster;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A watch, and an API server that is killed, forgets, or refuses: each for real. */
@NeedsCluster
class RealApiServerTroubleTest {
    private static final Duration ALWAYS = Duration.ofDays(1); // it is not silence that mends it here

    @TempDir
    Path folder;

    @Test
    void watchingGoesOnAfterARestart() throws Exception {
        try (var twin = TwinApiServer.of(WatchFixture.KUBECONFIG, folder);
                var outside = new WatchFixture(twin.uri(), ALWAYS, UnaryOperator.identity())) {
            outside.set("a", "1");
            soon().until(() -> outside.told().contains("a=1"));

            twin.kill();
            soon().until(() -> !outside.watched.connected());
            twin.startAgain();
            soon().until(outside.watched::connected);

            outside.set("a", "2");
            soon().until(() -> outside.told().contains("a=2"));
            assertThat(outside.told()).containsExactly("a=1", "a=2");
        }
    }

    @Test
    void whatItNoLongerKnowsTheHistoryOfIsListedAnew() throws Exception {
        try (var twin = TwinApiServer.of(WatchFixture.KUBECONFIG, folder);
                var outside = new WatchFixture(twin.uri(), ALWAYS, UnaryOperator.identity())) {
            outside.set("a", "1");
            outside.set("gone", "1");
            soon().until(() -> outside.told().containsAll(List.of("a=1", "gone=1")));
            var seen = outside.version("a");

            twin.kill();
            outside.set("a", "2");
            outside.set("b", "1");
            outside.delete("gone");
            twin.startAgain();

            soon().until(() -> outside.told().containsAll(List.of("a=2", "b=1"))
                    && outside.watched.find(outside.namespace, "gone").isEmpty());
            assertThat(outside.told()).containsExactlyInAnyOrder("a=1", "gone=1", "a=2", "b=1");
            assertThat(watchedFrom(seen, outside))
                    .as("where we were when it was killed")
                    .contains("\"code\":410");
        }
    }

    @Test
    void tooManyRequestsAreComeBackTo() throws Exception {
        var user = "sync-" + UUID.randomUUID().toString().substring(0, 8);
        try (var flow = new RefusedFlow(user);
                var outside = new WatchFixture(WatchFixture.server(), ALWAYS, as -> as.withImpersonateUsername(user))) {
            outside.set("a", "1");
            soon().until(() -> outside.told().contains("a=1"));

            flow.refuse();
            soon().untilAsserted(() -> assertThatExceptionOfType(KubernetesClientException.class)
                    .isThrownBy(() -> outside.client
                            .configMaps()
                            .inNamespace(outside.namespace)
                            .list())
                    .satisfies(refused -> assertThat(refused.getCode()).isEqualTo(429)));
            outside.link.cut();
            outside.link.mend();
            outside.set("a", "2");
            Awaitility.await()
                    .during(Duration.ofSeconds(2))
                    .until(() -> !outside.told().contains("a=2"));
            flow.letPass();

            soon().until(() -> outside.told().contains("a=2"));
            assertThat(outside.told()).containsExactly("a=1", "a=2");
        }
    }

    private static ConditionFactory soon() {
        return Awaitility.await().atMost(Duration.ofSeconds(45)).ignoreExceptions();
    }

    private static String watchedFrom(String version, WatchFixture outside) {
        return outside.client.raw("/api/v1/namespaces/" + outside.namespace
                + "/configmaps?watch=1&timeoutSeconds=1&resourceVersion=" + version);
    }
}
