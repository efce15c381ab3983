package dev.slipway.syncservice.outbound.argocd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.events.values.EngineHealth;
import dev.slipway.events.values.EngineSync;
import dev.slipway.syncservice.core.Observation;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArgoObservationTest {

    private static Observation observed(String status) {
        var yaml =
                "apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: {name: shop-prod, namespace: argocd}\n"
                        + "status: " + status;
        return ArgoObservation.of(Serialization.unmarshal(yaml, GenericKubernetesResource.class));
    }

    @ParameterizedTest
    @CsvSource({
        "Synced, SYNCED, Healthy, HEALTHY",
        "OutOfSync, OUT_OF_SYNC, Progressing, PROGRESSING",
        "Unknown, UNKNOWN, Degraded, DEGRADED",
        "Synced, SYNCED, Suspended, SUSPENDED",
        "Synced, SYNCED, Missing, MISSING",
        "Synced, SYNCED, Unknown, UNKNOWN",
        "Synced, SYNCED, Newfangled, UNKNOWN"
    })
    void eachWordOfArgoCdHasOneOfOurs(String sync, EngineSync ours, String health, EngineHealth oursToo) {
        assertThat(observed("{sync: {status: " + sync + ", revision: a}, health: {status: " + health + "}}"))
                .isEqualTo(new Observation("argocd", "Application argocd/shop-prod", ours, oursToo, "a", null, null));
    }

    @Test
    void howeverMuchItSaysThereIsRoomForIt() {
        var much = "x".repeat(400_000);

        var seen = observed("{sync: {status: OutOfSync, revision: " + much
                + "}, conditions: [{type: SyncError, message: " + much + "}]}");

        assertThat(seen.message()).hasSize(1_000);
        assertThat(seen.revision()).hasSize(300);
    }

    @Test
    void whatHasNotBeenComparedIsUnknown() {
        assertThat(observed("{}"))
                .isEqualTo(new Observation(
                        "argocd",
                        "Application argocd/shop-prod",
                        EngineSync.UNKNOWN,
                        EngineHealth.UNKNOWN,
                        null,
                        null,
                        null));
    }

    @Test
    void itsResourcesAreCounted() {
        assertThat(observed("{resources: [{kind: Service}, {kind: Deployment}]}")
                        .resources())
                .isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {conditions: [{type: ComparisonError, message: no host}], health: {message: crash}}          | no host
                    {conditions: [{type: OrphanedResourceWarning, message: orphan}], health: {message: crash}}   | crash
                    {operationState: {phase: Failed, message: hook failed}, health: {message: crash}}            | hook failed
                    {operationState: {phase: Succeeded, message: synced}, health: {message: crash}}              | crash
                    {conditions: [{type: ComparisonError, message: "at https://li:geheim@git.example"}]}         | at https://…@git.example
                    """)
    void whatKeepsItFromBeingAsItShouldIsSaidOnce(String status, String message) {
        assertThat(observed(status).message()).isEqualTo(message);
    }
}
