package dev.slipway.syncservice.outbound.engine;

import static dev.slipway.syncservice.outbound.engine.WatchFixture.CONFIG_MAPS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.slipway.events.values.Segment;
import dev.slipway.service.PermanentFailure;
import dev.slipway.syncservice.outbound.ClientKey;
import dev.slipway.syncservice.outbound.NeedsCluster;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@NeedsCluster
class RealBegunTest {
    private static final Duration AT_ONCE = Duration.ofSeconds(1);
    private final Begun begun = new Begun();
    private final KubernetesClient client = new KubernetesClientBuilder()
            .withConfig(ClientKey.asItsCertificateSays(Config.fromKubeconfig(WatchFixture.KUBECONFIG.toFile())))
            .build();
    private final Watches watches = new Watches(client);
    private final CountDownLatch answers = new CountDownLatch(1);

    @AfterEach
    void close() {
        answers.countDown();
        watches.close();
        client.close();
    }

    @Test
    void aSilentOneKeepsNobodyWaiting() {
        var asked = Instant.now();
        assertThatThrownBy(() -> begun.of("silent", this::silent)).hasMessageContaining("has not begun yet");
        assertThatThrownBy(() -> begun.of("other", this::other)).hasMessageContaining("has not begun yet");
        assertThat(Duration.between(asked, Instant.now())).isLessThan(AT_ONCE);

        await().ignoreException(IOException.class)
                .untilAsserted(() ->
                        assertThat(begun.of("other", this::other).connected()).isTrue());

        assertThatThrownBy(() -> begun.of("silent", this::silent)).isInstanceOf(IOException.class);
        answers.countDown();
        await().ignoreException(IOException.class)
                .untilAsserted(() ->
                        assertThat(begun.of("silent", this::silent).connected()).isTrue());
    }

    @Test
    void whyItDoesNotBeginIsSaidUntilItDoes() {
        var tries = new AtomicInteger();
        Begun.Start refused = () -> {
            if (tries.incrementAndGet() == 1) {
                throw new PermanentFailure(Segment.ENGINE, "may not list", "let it");
            }
            return other();
        };
        await().untilAsserted(() -> assertThatThrownBy(() -> begun.of("refused", refused))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining("may not list"));
        assertThat(tries).hasValue(1);

        await().ignoreExceptions()
                .untilAsserted(() ->
                        assertThat(begun.of("refused", refused).connected()).isTrue());
        assertThat(tries).hasValue(2);
    }

    private Watched silent() throws IOException, InterruptedException {
        answers.await();
        return watches.of(CONFIG_MAPS, "kube-public");
    }

    private Watched other() throws IOException, InterruptedException {
        return watches.of(CONFIG_MAPS, "kube-system");
    }
}
