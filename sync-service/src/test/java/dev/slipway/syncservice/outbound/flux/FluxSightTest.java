package dev.slipway.syncservice.outbound.flux;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.events.values.EngineHealth;
import dev.slipway.events.values.EngineSync;
import dev.slipway.syncservice.outbound.engine.Seen;
import dev.slipway.syncservice.outbound.flux.SimulatedFlux.Ending;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is told of a Kustomization and its source. */
class FluxSightTest extends WithFlux {
    private Seen seen;

    @BeforeEach
    void released() throws Exception {
        var desired = outside.desired(1, FluxFixture.Settings.USUAL);
        seen = new Seen(desired, outside.engine.sight().orElseThrow());
        seen.told(1, EngineSync.UNKNOWN, EngineHealth.MISSING);
        outside.synced(desired);
        assertThat(seen.told(2, EngineSync.SYNCED, EngineHealth.HEALTHY).object())
                .isEqualTo("Kustomization " + outside.namespace + "/hichat-prod");
    }

    @Test
    void whatFailsIsToldOnceHoweverOftenFluxTriesAndSoIsTheWayBack() throws Exception {
        outside.flux.applying = Optional.of(new Ending("HealthCheckFailed", "Deployment/web is not ready"));
        reconcile(FluxKind.KUSTOMIZATION);
        assertThat(seen.told(3, EngineSync.UNKNOWN, EngineHealth.DEGRADED).message())
                .isEqualTo("HealthCheckFailed: Deployment/web is not ready");
        reconcile(FluxKind.KUSTOMIZATION);
        seen.told(3, EngineSync.UNKNOWN, EngineHealth.DEGRADED);

        outside.flux.applying = Optional.empty();
        reconcile(FluxKind.KUSTOMIZATION);

        seen.told(4, EngineSync.SYNCED, EngineHealth.HEALTHY);
    }

    @Test
    void aSourceThatCannotBeFetchedLeavesOpenWhetherItIsInSync() throws Exception {
        outside.flux.fetching = Optional.of(new Ending("GitOperationFailed", "connection refused"));
        reconcile(FluxKind.GIT_REPOSITORY);

        assertThat(seen.told(3, EngineSync.UNKNOWN, EngineHealth.HEALTHY).message())
                .startsWith("GitRepository " + outside.namespace + "/hichat-prod: GitOperationFailed")
                .contains("connection refused");
    }

    @Test
    void whyItIsNotWellComesBeforeWhatItsSourceSays() throws Exception {
        outside.flux.fetching = Optional.of(new Ending("GitOperationFailed", "connection refused"));
        reconcile(FluxKind.GIT_REPOSITORY);
        seen.told(3, EngineSync.UNKNOWN, EngineHealth.HEALTHY);
        outside.flux.applying = Optional.of(new Ending("HealthCheckFailed", "Deployment/web is not ready"));

        reconcile(FluxKind.KUSTOMIZATION);

        assertThat(seen.told(4, EngineSync.UNKNOWN, EngineHealth.DEGRADED).message())
                .startsWith("HealthCheckFailed: Deployment/web is not ready; GitRepository ")
                .contains("connection refused");
    }

    @Test
    void whatIsSuspendedIsSaidToBe() throws Exception {
        byHand(FluxKind.KUSTOMIZATION, "{\"spec\":{\"suspend\":true}}");

        seen.told(3, EngineSync.UNKNOWN, EngineHealth.SUSPENDED); // Flux has not looked at what it is told to leave
    }

    private void reconcile(FluxKind kind) throws Exception {
        byHand(
                kind,
                "{\"metadata\":{\"annotations\":{\"" + FluxObject.REQUESTED_AT + "\":\"" + System.nanoTime() + "\"}}}");
    }
}
