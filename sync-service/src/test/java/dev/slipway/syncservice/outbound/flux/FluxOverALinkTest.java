package dev.slipway.syncservice.outbound.flux;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.syncservice.outbound.Ends;
import dev.slipway.syncservice.outbound.KubernetesCluster;
import dev.slipway.syncservice.outbound.engine.Link;
import dev.slipway.syncservice.outbound.engine.Watches;
import dev.slipway.syncservice.outbound.flux.FluxFixture.Settings;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A release through Flux, whose API server is reached over a link that is cut meanwhile. */
class FluxOverALinkTest extends WithFlux {

    @Test
    void whatEndsWhileTheLinkIsCutIsSaidOnceWhenItIsBack() throws Exception {
        outside.flux.health = Duration.ofSeconds(2);
        var desired = Ends.with(outside.desired(1, Settings.USUAL), "shop");
        try (var link = new Link(outside.client.getMasterUrl().toURI());
                var client = FluxFixture.client(
                        config -> config.withMasterUrl(link.url()).withWatchReconnectInterval(200));
                var watches = new Watches(client)) {
            var engine = outside.engine(new FluxApi(client, watches), new KubernetesCluster(client));
            var ends = CompletableFuture.supplyAsync(() -> Ends.of(engine, desired), Thread::startVirtualThread);
            Awaitility.await().until(() -> outside.runs(FluxKind.KUSTOMIZATION) > 0);

            link.cut();
            Awaitility.await()
                    .until(() -> outside.object(FluxKind.KUSTOMIZATION).isReady());
            assertThat(ends).isNotDone();
            link.mend();

            assertThat(ends.get(30, TimeUnit.SECONDS)).isEqualTo(Map.of("shop", "live"));
        }
    }
}
