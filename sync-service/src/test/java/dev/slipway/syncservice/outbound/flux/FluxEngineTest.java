package dev.slipway.syncservice.outbound.flux;

import static dev.slipway.syncservice.outbound.flux.FluxFixture.commit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.events.DesiredEvent.EnvironmentDesired;
import dev.slipway.events.values.Failure;
import dev.slipway.events.values.Segment;
import dev.slipway.service.PermanentFailure;
import dev.slipway.syncservice.core.Rollout;
import dev.slipway.syncservice.core.Rollout.Broken;
import dev.slipway.syncservice.core.Rollout.Done;
import dev.slipway.syncservice.outbound.flux.FluxFixture.Settings;
import dev.slipway.syncservice.outbound.flux.SimulatedFlux.Ending;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against a real API server, with the simulated Flux. */
@EnabledIfSystemProperty(
        named = FluxFixture.KUBECONFIG,
        matches = ".+",
        disabledReason = "needs a cluster: ./slipway test --cluster")
class FluxEngineTest {
    private FluxFixture outside;

    @BeforeEach
    void start() {
        outside = new FluxFixture();
        outside.flux.head = commit(1);
    }

    @AfterEach
    void stop() {
        outside.close();
    }

    @Test
    void anEnvironmentIsMadeFetchedAndApplied() throws Exception {
        assertThat(outside.synced(outside.desired(1, Settings.USUAL))).isEqualTo(new Done(0));

        assertThat(outside.object(FluxKind.GIT_REPOSITORY).spec().of())
                .containsEntry("url", FluxFixture.URL)
                .containsEntry("ref", Map.of("branch", "master"));
        assertThat(outside.object(FluxKind.KUSTOMIZATION).spec().of())
                .containsEntry("path", "./k8s/prod")
                .containsEntry("prune", true)
                .containsEntry("wait", true)
                .containsEntry("targetNamespace", outside.namespace);
    }

    @Test
    void aNewCommitIsAppliedOnceWithoutWaitingForTheInterval() throws Exception {
        outside.synced(outside.desired(1, Settings.USUAL));
        var before = outside.runs(FluxKind.KUSTOMIZATION);
        outside.flux.head = commit(2);

        assertThat(outside.synced(outside.desired(2, Settings.USUAL))).isEqualTo(new Done(0));

        assertThat(outside.object(FluxKind.KUSTOMIZATION).applied()).isEqualTo("master@sha1:" + commit(2));
        assertThat(outside.runs(FluxKind.KUSTOMIZATION)).isEqualTo(before + 1);
    }

    @Test
    void whatIsAppliedAlreadyIsCheckedOnceMore() throws Exception {
        outside.synced(outside.desired(1, Settings.USUAL));
        var before = outside.runs(FluxKind.KUSTOMIZATION);
        outside.flux.applying = Optional.of(new Ending("HealthCheckFailed", "Deployment/web is not ready"));

        assertThat(broken(outside.desired(1, Settings.USUAL)).seen()).contains("Deployment/web is not ready");

        assertThat(outside.runs(FluxKind.KUSTOMIZATION)).isGreaterThan(before);
    }

    @Test
    void whatFluxAppliesAlreadyIsAwaitedAndNotDoubled() throws Exception {
        outside.synced(outside.desired(1, Settings.USUAL));
        outside.flux.health = Duration.ofSeconds(2);
        outside.flux.head = commit(2);
        outside.api.annotate(
                FluxKind.GIT_REPOSITORY,
                outside.object(FluxKind.GIT_REPOSITORY),
                Map.of(FluxObject.REQUESTED_AT, "a webhook of Flux' own"));
        var before = outside.runs(FluxKind.KUSTOMIZATION);
        while (outside.object(FluxKind.KUSTOMIZATION).atWork().isEmpty()) {
            Thread.sleep(20);
        }

        assertThat(outside.synced(outside.desired(2, Settings.USUAL))).isEqualTo(new Done(0));

        assertThat(outside.runs(FluxKind.KUSTOMIZATION)).isEqualTo(before + 1);
    }

    @Test
    void somebodysCommitElsewhereInTheRepositoryIsAsGood() throws Exception {
        outside.flux.head = commit(7);
        outside.contents.put(commit(7), "content 1");

        assertThat(outside.synced(outside.desired(1, Settings.USUAL))).isEqualTo(new Done(0));
    }

    @Test
    void somebodysNewerContentIsAwaitedUntilItsRowArrives() throws Exception {
        outside.flux.head = commit(7);
        outside.contents.put(commit(7), "content 7");
        var run = outside.engine.plan(outside.desired(1, Settings.USUAL)).begin();

        assertThat(FluxFixture.seenFor(Duration.ofSeconds(2), run)).contains("somebody's newer commit");
    }

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
    void withoutAutoSyncFluxSeesTheReleasesCommitAndNoOther() throws Exception {
        var manual = new Settings(null, null, false, null);
        assertThat(outside.synced(outside.desired(1, manual))).isEqualTo(new Done(0));
        outside.flux.head = commit(2);
        outside.api.annotate(
                FluxKind.GIT_REPOSITORY,
                outside.object(FluxKind.GIT_REPOSITORY),
                Map.of(FluxObject.REQUESTED_AT, "an interval"));
        while (!outside.object(FluxKind.GIT_REPOSITORY).hasHandledRequest()) {
            Thread.sleep(20);
        }
        assertThat(outside.object(FluxKind.GIT_REPOSITORY).artifact()).endsWith(commit(1));

        assertThat(outside.synced(outside.desired(2, manual))).isEqualTo(new Done(0));

        assertThat(outside.object(FluxKind.KUSTOMIZATION).applied()).endsWith(commit(2));
        outside.synced(outside.desired(2, Settings.USUAL));
        assertThat(outside.object(FluxKind.GIT_REPOSITORY).spec().at("ref").of())
                .containsOnlyKeys("branch");
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
    void whatSomebodyAddedStays() throws Exception {
        outside.synced(outside.desired(1, Settings.USUAL));
        byHand(FluxKind.KUSTOMIZATION, "{\"spec\":{\"commonMetadata\":{\"labels\":{\"team\":\"chat\"}}}}");

        outside.synced(outside.desired(1, Settings.USUAL));

        assertThat(outside.object(FluxKind.KUSTOMIZATION).spec().of()).containsKey("commonMetadata");
    }

    @Test
    void anExistingOneIsDrivenAndNothingOfItsSpecIsWritten() throws Exception {
        outside.synced(outside.desired(1, Settings.with(Map.of("prune", false, "interval", "33m"))));
        var before = outside.object(FluxKind.KUSTOMIZATION).spec().of();
        outside.flux.head = commit(2);

        assertThat(outside.synced(outside.desired(2, new Settings(null, false, null, null))))
                .isEqualTo(new Done(0));

        assertThat(outside.object(FluxKind.KUSTOMIZATION).spec().of()).isEqualTo(before);
        assertThat(outside.object(FluxKind.KUSTOMIZATION).applied()).endsWith(commit(2));
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
    void credentialsAreCopiedForFluxAndFollowTheirRotation() throws Exception {
        outside.secrets.putAll(Map.of("hichat-git/username", "slipway", "hichat-git/password", "first"));
        var desired = outside.desired(1, Settings.USUAL, "hichat-git");
        outside.synced(desired);
        assertThat(outside.object(FluxKind.GIT_REPOSITORY)
                        .spec()
                        .at("secretRef")
                        .of())
                .containsEntry("name", "hichat-prod-git");
        outside.secrets.put("hichat-git/password", "second");

        outside.synced(desired);

        assertThat(secret()).containsExactlyInAnyOrderEntriesOf(Map.of("username", "slipway", "password", "second"));
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
    void aChartInTheConfigPathIsReleasedOnceACommit() throws Exception {
        assertThat(outside.synced(outside.desired(1, Settings.HELM))).isEqualTo(new Done(0));
        var before = outside.runs(FluxKind.HELM_RELEASE);
        outside.flux.head = commit(0xabcdef);

        assertThat(outside.synced(outside.desired(0xabcdef, Settings.HELM))).isEqualTo(new Done(0));

        assertThat(outside.object(FluxKind.HELM_RELEASE).applied())
                .isEqualTo("1.2.3+" + commit(0xabcdef).substring(0, 12));
        assertThat(outside.runs(FluxKind.HELM_RELEASE)).isGreaterThan(before);
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

    private Failure broken(EnvironmentDesired desired) throws Exception {
        Rollout rollout = outside.synced(desired);
        assertThat(rollout).isInstanceOf(Broken.class);
        return ((Broken) rollout).why();
    }

    private void byHand(FluxKind kind, String patch) throws Exception {
        GenericKubernetesResource live = outside.object(kind).resource();
        outside.client
                .genericKubernetesResources(kind.in(outside.api.version(kind)))
                .inNamespace(live.getMetadata().getNamespace())
                .withName(live.getMetadata().getName())
                .patch(
                        new PatchContext.Builder()
                                .withPatchType(PatchType.JSON_MERGE)
                                .withFieldManager("ops")
                                .build(),
                        patch);
    }

    private Map<String, String> secret() {
        var data = outside.client
                .secrets()
                .inNamespace(outside.namespace)
                .withName("hichat-prod-git")
                .get()
                .getData();
        return data.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        one -> new String(Base64.getDecoder().decode(one.getValue()), StandardCharsets.UTF_8)));
    }
}
