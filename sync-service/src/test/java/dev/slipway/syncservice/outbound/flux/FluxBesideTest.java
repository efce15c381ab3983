package dev.slipway.syncservice.outbound.flux;

import static dev.slipway.syncservice.outbound.flux.FluxFixture.commit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.events.DesiredEvent.EnvironmentDesired;
import dev.slipway.events.values.EngineSync;
import dev.slipway.events.values.EnvironmentRef;
import dev.slipway.service.PermanentFailure;
import dev.slipway.syncservice.core.Rollout.Done;
import dev.slipway.syncservice.core.Sighting;
import dev.slipway.syncservice.outbound.engine.Begun;
import dev.slipway.syncservice.outbound.flux.FluxFixture.Settings;
import dev.slipway.syncservice.outbound.flux.SimulatedFlux.Ending;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Sources beside the environment's own, and what of Flux' own kinds it has applied. */
class FluxBesideTest extends WithFlux {
    private static final Settings CHARTS = Settings.CHARTS;

    @Test
    void theyAreWrittenAndAskedFor() throws Exception {
        assertThat(outside.synced(outside.desired(1, CHARTS))).isEqualTo(new Done(0));

        var charts = source(FluxKind.HELM_REPOSITORY, "charts");
        assertThat(charts.spec().of())
                .containsEntry("url", "https://charts.example.com")
                .containsEntry("secretRef", Map.of("name", "charts-login"))
                .containsEntry("interval", "10m");
        assertThat(charts.annotation(FluxObject.REQUESTED_AT)).isNotNull();
        assertThat(source(FluxKind.OCI_REPOSITORY, "base").annotation(FluxObject.REQUESTED_AT))
                .isNotNull();
        assertThat(outside.object(FluxKind.KUSTOMIZATION).spec().of()).doesNotContainKey("sources");
    }

    @Test
    void whatSomebodyElseHasSetIsNotTakenOver() throws Exception {
        outside.synced(outside.desired(1, CHARTS));
        byOps("{\"spec\":{\"url\":\"https://elsewhere.example.com\"}}");

        assertThatThrownBy(() -> outside.synced(outside.desired(1, CHARTS)))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining("ops");
    }

    @Test
    void oneBelongsToOneEnvironmentAlsoWhereTwoWantItAtOnce() throws Exception {
        var ours = outside.desired(1, CHARTS);
        var theirs = new EnvironmentDesired(
                new EnvironmentRef("hichat", "staging"),
                ours.cluster(),
                ours.namespace(),
                1,
                ours.source(),
                ours.content(),
                ours.engine(),
                ours.settings(),
                List.of(),
                null);
        var second = outside.engine.plan(theirs);
        outside.engine.plan(ours).begin();

        assertThatThrownBy(second::begin)
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining("set by slipway:hichat/prod");
        assertThatThrownBy(() -> outside.engine.plan(theirs))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining("belongs to environment hichat/prod");
        assertThat(outside.synced(ours)).isEqualTo(new Done(0));
    }

    @Test
    void oneThatIsSuspendedIsSaidAtOnce() throws Exception {
        outside.synced(outside.desired(1, CHARTS));
        byOps("{\"spec\":{\"suspend\":true}}");

        assertThatThrownBy(() -> outside.synced(outside.desired(2, CHARTS)))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining("HelmRepository " + outside.namespace + "/charts is suspended");
    }

    @Test
    void oneThatIsNotReadyIsNamedWithItsReason() throws Exception {
        outside.synced(outside.desired(1, CHARTS));
        fails(FluxKind.HELM_REPOSITORY, "charts", "FetchFailed", "no such host charts.example.com");
        outside.flux.head = commit(2);
        outside.flux.applying = Optional.of(new Ending("HealthCheckFailed", "HelmRelease/shop status: 'InProgress'"));

        assertThat(broken(outside.desired(2, CHARTS)).seen())
                .contains("HelmRelease/shop status: 'InProgress'")
                .contains("HelmRepository " + outside.namespace + "/charts: FetchFailed: no such host");
    }

    @Test
    void aHelmReleaseThatWasAppliedIsNamedWithItsReason() throws Exception {
        outside.synced(outside.desired(1, Settings.USUAL));
        var release = Map.of(
                "apiVersion",
                "helm.toolkit.fluxcd.io/v2",
                "kind",
                "HelmRelease",
                "metadata",
                Map.of("name", "shop", "namespace", outside.namespace),
                "spec",
                Map.of(
                        "interval",
                        "10m",
                        "suspend",
                        true,
                        "chartRef",
                        Map.of("kind", "OCIRepository", "name", "base")));
        outside.apply(FluxKind.HELM_RELEASE, release);
        outside.flux.inventory =
                List.of(Map.of("id", outside.namespace + "_shop_helm.toolkit.fluxcd.io_HelmRelease", "v", "v2"));
        outside.flux.head = commit(2);
        outside.flux.applying = Optional.of(new Ending("HealthCheckFailed", "HelmRelease/shop status: 'InProgress'"));

        assertThat(broken(outside.desired(2, Settings.USUAL)).seen())
                .contains("HelmRelease " + outside.namespace + "/shop is suspended");
    }

    @Test
    void betweenReleasesItsTroubleIsSeen() throws Exception {
        outside.synced(outside.desired(1, CHARTS));
        var view = new FluxSight(outside.api, new Begun()).of(outside.desired(1, CHARTS));
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .ignoreExceptions()
                .until(() -> sync(view.now()) == EngineSync.SYNCED);
        fails(FluxKind.HELM_REPOSITORY, "charts", "FetchFailed", "no such host charts.example.com");

        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .ignoreExceptions()
                .until(() -> sync(view.now()) == EngineSync.UNKNOWN);
        assertThat(view.now().observation().message()).contains("charts: FetchFailed: no such host");
    }

    @Test
    void anAddressWithAPasswordIsRefused() {
        var settings = Settings.with(Map.of(
                "sources",
                List.of(Map.of("kind", "HelmRepository", "name", "charts", "url", "https://li:hush@charts.example"))));

        assertThatThrownBy(() -> outside.synced(outside.desired(1, settings)))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining("a password in the url")
                .hasMessageNotContaining("hush");
    }

    private static EngineSync sync(Sighting sighting) {
        return sighting.observation().sync();
    }

    private FluxObject source(FluxKind kind, String name) throws IOException {
        return outside.api.find(kind, outside.namespace, name).orElseThrow();
    }

    private void byOps(String patch) throws IOException {
        outside.client
                .genericKubernetesResources(FluxKind.HELM_REPOSITORY.in(outside.api.version(FluxKind.HELM_REPOSITORY)))
                .inNamespace(outside.namespace)
                .withName("charts")
                .patch(
                        new PatchContext.Builder()
                                .withPatchType(PatchType.JSON_MERGE)
                                .withFieldManager("ops")
                                .build(),
                        patch);
    }

    private void fails(FluxKind kind, String name, String reason, String message) throws IOException {
        var object = new SimulatedObject(
                outside.client,
                kind.in(outside.api.version(kind)),
                source(kind, name).resource());
        object.end(false, reason, message);
    }
}
