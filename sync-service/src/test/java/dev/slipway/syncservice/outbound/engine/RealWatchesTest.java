package dev.slipway.syncservice.outbound.engine;

import static dev.slipway.syncservice.outbound.engine.WatchFixture.CONFIG_MAPS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.syncservice.outbound.ClientKey;
import dev.slipway.syncservice.outbound.NeedsCluster;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.http.BasicBuilder;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.Interceptor;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Watches of two namespaces, one of which the API server is slow to list. */
@NeedsCluster
class RealWatchesTest {
    private static final String SLOW = "kube-public";
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch answers = new CountDownLatch(1);

    @Test
    void oneThatDoesNotBeginKeepsNoOtherWaiting() throws Exception {
        try (var client = client();
                var watches = new Watches(client)) {
            var slow = CompletableFuture.supplyAsync(() -> begun(watches, SLOW), Thread::startVirtualThread);
            assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();

            var quick = CompletableFuture.supplyAsync(() -> begun(watches, "kube-system"), Thread::startVirtualThread);

            assertThat(quick.get(20, TimeUnit.SECONDS).connected()).isTrue();
            assertThat(slow).isNotDone();
            answers.countDown();
            assertThat(slow.get(20, TimeUnit.SECONDS).connected()).isTrue();
        }
    }

    private static Watched begun(Watches watches, String namespace) {
        try {
            return watches.of(CONFIG_MAPS, namespace);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private KubernetesClient client() {
        var slow = new Interceptor() {
            @Override
            public void before(BasicBuilder builder, HttpRequest request, RequestTags tags) {
                if (request.uri().getPath().contains(SLOW)) {
                    asked.countDown();
                    try {
                        answers.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }
            }
        };
        return new KubernetesClientBuilder()
                .withConfig(ClientKey.asItsCertificateSays(Config.fromKubeconfig(WatchFixture.KUBECONFIG.toFile())))
                .withHttpClientBuilderConsumer(http -> http.addOrReplaceInterceptor("slow", slow))
                .build();
    }
}
