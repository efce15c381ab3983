package dev.slipway.syncservice.outbound.argocd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.slipway.syncservice.outbound.Ends;
import dev.slipway.syncservice.outbound.NeedsCluster;
import dev.slipway.syncservice.outbound.engine.Fields;
import dev.slipway.syncservice.outbound.engine.Link;
import dev.slipway.syncservice.outbound.engine.Watches;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A release through Argo CD, whose API server is reached over a link that does not hold. */
@NeedsCluster
class RealArgoOverALinkTest {
    private static final Path KUBECONFIG = Path.of(System.getProperty(ArgoFixture.KUBECONFIG, ""));
    private ArgoFixture fixture;
    private Link link;
    private KubernetesClient client;
    private Watches watches;
    private ArgoCd engine;

    @BeforeEach
    void start() throws Exception {
        fixture = new ArgoFixture();
        link = new Link(fixture.client.getMasterUrl().toURI());
        client = ArgoFixture.client(
                KUBECONFIG, config -> config.withMasterUrl(link.url()).withRequestTimeout(2_000));
        watches = new Watches(client);
        engine = fixture.engine(client, watches);
    }

    @AfterEach
    void stop() throws IOException {
        watches.close();
        client.close();
        link.close();
        fixture.close();
    }

    @Test
    void whatEndsWhileTheLinkIsCutIsSaidOnceWhenItIsBack() throws Exception {
        fixture.pushed(1, "one");
        fixture.argo.keeps = "still at it";
        var desired = Ends.with(fixture.desired(1, 1, fixture.settings()), "shop");
        var ends = CompletableFuture.supplyAsync(() -> Ends.of(engine, desired), Thread::startVirtualThread);
        Awaitility.await().until(() -> !fixture.argo.operations.isEmpty());

        link.cut();
        fixture.argo.keeps = null;
        Awaitility.await()
                .until(() -> Fields.of(fixture.application())
                        .at("status", "sync")
                        .text("status", "")
                        .equals("Synced"));
        assertThat(ends).isNotDone();
        link.mend();

        assertThat(ends.get(30, TimeUnit.SECONDS)).isEqualTo(Map.of("shop", "live"));
        assertThat(fixture.argo.operations).hasSize(1);
    }

    @Test
    void anApiServerThatDoesNotAnswerHoldsNobodyForLong() throws Exception {
        fixture.pushed(1, "one");
        fixture.ended(fixture.desired(1, 1, fixture.settings()));
        engine.plan(fixture.desired(1, 1, fixture.settings())).begin();
        fixture.pushed(2, "two");
        var plan = engine.plan(fixture.desired(2, 2, fixture.settings()));

        link.stall();
        var begun = System.nanoTime();
        assertThatExceptionOfType(IOException.class).isThrownBy(plan::begin);

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
        link.mend();
        assertThat(Ends.of(engine, Ends.with(fixture.desired(2, 2, fixture.settings()), "shop")))
                .isEqualTo(Map.of("shop", "live"));
        assertThat(fixture.argo.operations).hasSize(2);
    }
}
