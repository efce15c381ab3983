package dev.slipway.syncservice.outbound.argocd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.slipway.events.DesiredEvent.EnvironmentDesired;
import dev.slipway.service.PermanentFailure;
import dev.slipway.syncservice.core.Rollout;
import dev.slipway.syncservice.core.Rollout.Done;
import dev.slipway.syncservice.core.Rollout.UnderWay;
import dev.slipway.syncservice.outbound.KubernetesCluster;
import dev.slipway.syncservice.outbound.NeedsCluster;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Applications by Argo CD's API server, which is simulated over objects in a real cluster. */
@NeedsCluster
class RealArgoRestTest {
    private ArgoFixture fixture;
    private SimulatedArgo argo;
    private SimulatedArgoServer server;
    private ArgoCd engine;

    @BeforeEach
    void start() throws IOException {
        fixture = new ArgoFixture();
        argo = fixture.argo;
        server = new SimulatedArgoServer(fixture.client, fixture.namespace);
        fixture.secrets.put("argocd/token", SimulatedArgoServer.TOKEN);
        engine = ArgoCd.at(
                server.url() + "/",
                "argocd",
                (name, key) -> Optional.ofNullable(fixture.secrets.get(name + "/" + key)),
                (_, commit) -> Optional.ofNullable(argo.contents.get(commit.toString())),
                new KubernetesCluster(fixture.client));
    }

    @AfterEach
    void stop() {
        server.close();
        fixture.close();
    }

    private EnvironmentDesired existing(boolean autoSync) throws Exception {
        fixture.pushed(1, "one");
        fixture.ended(fixture.desired(1, 1, fixture.settings(null, autoSync, null)));
        argo.operations.clear();
        fixture.pushed(2, "two");
        return fixture.desired(2, 2, fixture.settings(false, null, null));
    }

    private Rollout ended(EnvironmentDesired desired) throws IOException, InterruptedException {
        var run = engine.plan(desired).begin();
        var until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        var rollout = run.look();
        while (rollout instanceof UnderWay && System.nanoTime() < until) {
            run.rest(Duration.ofMillis(100));
            rollout = run.look();
        }
        return rollout;
    }

    @Test
    void anApplicationIsSyncedToTheExactRevision() throws Exception {
        var desired = existing(false);

        assertThat(ended(desired)).isEqualTo(new Done(0));

        assertThat(argo.syncedTo()).containsExactly(desired.source().commit().toString());
        assertThat(argo.operations.getFirst().list("info").getFirst().text("value"))
                .isEqualTo("shop/prod@2");
    }

    @Test
    void oneThatSyncsItselfIsSyncedToItsBranch() throws Exception {
        assertThat(ended(existing(true))).isEqualTo(new Done(0));

        assertThat(argo.syncedTo().getFirst()).isEmpty();
    }

    @Test
    void aSyncThatRunsIsAwaited() throws Exception {
        var desired = existing(false);
        argo.keeps = "waiting for completion of hook";
        argo.askFor("shop-prod", "%040x".formatted(1));
        Awaitility.await().until(() -> !argo.operations.isEmpty());
        var run = engine.plan(desired).begin();
        assertThat(run.look()).isInstanceOf(UnderWay.class);

        argo.keeps = null;

        assertThat(ended(desired)).isEqualTo(new Done(0));
        assertThat(argo.syncedTo().getLast())
                .isEqualTo(desired.source().commit().toString());
    }

    @Test
    void aWrongTokenIsTriedAgainLater() throws Exception {
        var desired = existing(false);
        fixture.secrets.put("argocd/token", "another");

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> engine.plan(desired))
                .withMessageContaining("does not know us")
                .withMessageNotContaining("another ");
    }

    @Test
    void aTokenThatMayNotSaysWhatToAllow() throws Exception {
        var desired = existing(false);
        server.forbids = true;

        assertThatExceptionOfType(PermanentFailure.class)
                .isThrownBy(() -> engine.plan(desired))
                .satisfies(e -> assertThat(e.failure().nextStep()).contains("argocd-rbac-cm", "applications, get"));
    }

    @Test
    void aClosedWindowIsComeBackTo() throws Exception {
        var desired = existing(false);
        server.windowClosed = true;

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> ended(desired))
                .withMessageContaining("sync window");
    }

    @Test
    void noneIsWritten() throws Exception {
        existing(false);

        assertThatExceptionOfType(PermanentFailure.class)
                .isThrownBy(() -> ended(fixture.desired(2, 2, fixture.settings())))
                .satisfies(e -> assertThat(e.failure().nextStep()).contains("engine.create to false"));
    }
}
