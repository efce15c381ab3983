package dev.slipway.syncservice.outbound.flux;

import static dev.slipway.syncservice.outbound.flux.FluxFixture.commit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.events.values.Segment;
import dev.slipway.service.PermanentFailure;
import dev.slipway.syncservice.core.Rollout.Broken;
import dev.slipway.syncservice.core.Rollout.Done;
import dev.slipway.syncservice.outbound.flux.FluxFixture.Settings;
import dev.slipway.syncservice.outbound.flux.SimulatedFlux.Ending;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What does not go well, and what is said then. */
class FluxFailuresTest extends WithFlux {
    @Test
    void whatHadFailedIsTriedAgain() throws Exception {
        outside.flux.applying = Optional.of(new Ending("BuildFailed", "kustomize build failed: no such file"));
        assertThat(broken(outside.desired(1, Settings.USUAL)).segment()).isEqualTo(Segment.CONFIG);
        outside.flux.applying = Optional.empty();

        assertThat(outside.synced(outside.desired(1, Settings.USUAL))).isEqualTo(new Done(0));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            AuthenticationFailed; failed to get secret 'flux/x': secrets "x" not found; GIT; credentials
            GitOperationFailed; failed to checkout and determine revision: authentication required; GIT; credentials
            GitOperationFailed; failed to clone: dial tcp: lookup git.example: no such host; GIT; DNS
            GitOperationFailed; ssh: knownhosts: key mismatch; GIT; known_hosts
            GitOperationFailed; couldn't find remote ref "refs/heads/master"; GIT; config branch
            """)
    void whatCannotBeFetchedSaysWhyAndWhatToDo(String reason, String message, Segment segment, String next)
            throws Exception {
        outside.flux.fetching = Optional.of(new Ending(reason, message));

        assertThat(broken(outside.desired(1, Settings.USUAL))).satisfies(why -> {
            assertThat(why.segment()).isEqualTo(segment);
            assertThat(why.seen()).contains(FluxFixture.URL, reason, message);
            assertThat(why.nextStep()).contains(next);
        });
    }

    @Test
    void aFetchThatFailsOnceIsNotTheEnd() throws Exception {
        outside.flux.fetching = Optional.of(new Ending("GitOperationFailed", "connection refused"));
        var run = outside.engine.plan(outside.desired(1, Settings.USUAL)).begin();
        FluxFixture.seenFor(Duration.ofMillis(200), run);
        outside.flux.fetching = Optional.empty();
        outside.api.annotate(
                FluxKind.GIT_REPOSITORY,
                outside.object(FluxKind.GIT_REPOSITORY),
                Map.of(FluxObject.REQUESTED_AT, "Flux' next try"));

        assertThat(FluxFixture.ended(run)).isEqualTo(new Done(0));
    }

    @Test
    void aMissingPathIsSaidThoughFluxNotesNoAttempt() throws Exception {
        outside.synced(outside.desired(1, Settings.USUAL));
        outside.flux.head = commit(2);
        outside.flux.applying = Optional.of(new Ending(
                "ArtifactFailed", "kustomization path not found: stat /tmp/k8s/prod: no such file or directory"));

        assertThat(broken(outside.desired(2, Settings.USUAL)).nextStep()).contains("config path");
    }

    @Test
    void aDependencyIsAwaitedByName() throws Exception {
        var settings = Settings.with(Map.of("dependsOn", List.of(Map.of("name", "infra"))));
        var run = outside.engine.plan(outside.desired(1, settings)).begin();

        assertThat(FluxFixture.seenFor(Duration.ofSeconds(2), run))
                .contains("DependencyNotReady", "/infra' is not ready");
    }

    @Test
    void whoIsSuspendedStaysSoAndIsSaidToBe() throws Exception {
        outside.synced(outside.desired(1, Settings.USUAL));
        byHand(FluxKind.KUSTOMIZATION, "{\"spec\":{\"suspend\":true}}");
        outside.flux.head = commit(2);

        var why = catchThrowableOfType(
                        PermanentFailure.class, () -> outside.engine.plan(outside.desired(2, Settings.USUAL)))
                .failure();

        assertThat(why.nextStep()).contains("flux resume kustomization hichat-prod -n " + outside.namespace);
        assertThat(outside.object(FluxKind.KUSTOMIZATION).isSuspended()).isTrue();
    }

    @Test
    void aSuspensionWhileItGoesOnEndsIt() throws Exception {
        outside.flux.health = Duration.ofSeconds(2);
        var run = outside.engine.plan(outside.desired(1, Settings.USUAL)).begin();
        FluxFixture.seenFor(Duration.ofMillis(300), run);
        byHand(FluxKind.KUSTOMIZATION, "{\"spec\":{\"suspend\":true}}");

        assertThat(FluxFixture.ended(run))
                .isInstanceOfSatisfying(
                        Broken.class, broken -> assertThat(broken.why().seen()).contains("is suspended"));
    }

    @Test
    void aSecretThatSlipwayDoesNotHaveIsNamed() {
        var why = catchThrowableOfType(
                        PermanentFailure.class,
                        () -> outside.engine.plan(outside.desired(1, Settings.USUAL, "hichat-git")))
                .failure();

        assertThat(why.seen()).contains("hichat-git/username");
    }

    @Test
    void whatIsToBeDrivenMustBeThere() {
        var why = catchThrowableOfType(
                        PermanentFailure.class,
                        () -> outside.engine.plan(outside.desired(1, new Settings(null, false, null, null))))
                .failure();

        assertThat(why.seen()).contains("there is no Kustomization " + outside.namespace + "/hichat-prod");
    }

    @Test
    void aHelmReleaseThatHasGivenUpIsResetByTheNextTry() throws Exception {
        outside.flux.applying =
                Optional.of(new Ending("UpgradeFailed", "Helm upgrade failed: timed out waiting for the condition"));
        assertThat(broken(outside.desired(1, Settings.HELM)).seen()).contains("UpgradeFailed", "timed out");
        outside.flux.applying = Optional.empty();

        assertThat(outside.synced(outside.desired(1, Settings.HELM))).isEqualTo(new Done(0));

        var object = outside.object(FluxKind.HELM_RELEASE);
        assertThat(object.annotation("reconcile.fluxcd.io/resetAt"))
                .isEqualTo(object.annotation(FluxObject.REQUESTED_AT));
    }

    @Test
    void aFieldOfSomebodyElseIsNeverTakenOver() throws Exception {
        outside.synced(outside.desired(1, Settings.USUAL));
        byHand(FluxKind.KUSTOMIZATION, "{\"spec\":{\"interval\":\"7m\"}}");

        var why = catchThrowableOfType(
                        PermanentFailure.class,
                        () -> outside.engine
                                .plan(outside.desired(1, Settings.USUAL))
                                .begin())
                .failure();

        assertThat(why.seen()).contains(".spec.interval", "ops");
        assertThat(outside.object(FluxKind.KUSTOMIZATION).spec().of()).containsEntry("interval", "7m");
    }

    @Test
    void whatSomebodyRemovesMeanwhileIsNotAwaited() throws Exception {
        outside.flux.health = Duration.ofMinutes(5);
        var run = outside.engine.plan(outside.desired(1, Settings.USUAL)).begin();
        FluxFixture.seenFor(Duration.ofMillis(300), run);
        outside.client
                .genericKubernetesResources(FluxKind.KUSTOMIZATION.in(outside.api.version(FluxKind.KUSTOMIZATION)))
                .inNamespace(outside.namespace)
                .withName("hichat-prod")
                .delete();

        assertThat(catchThrowableOfType(PermanentFailure.class, () -> FluxFixture.ended(run))
                        .failure()
                        .seen())
                .contains("Kustomization", "was removed meanwhile");
    }
}
