package dev.slipway.syncservice.outbound.flux;

import static dev.slipway.syncservice.outbound.flux.FluxFixture.commit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.syncservice.core.Rollout.Done;
import dev.slipway.syncservice.outbound.flux.FluxFixture.Settings;
import dev.slipway.syncservice.outbound.flux.SimulatedFlux.Ending;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What goes well. */
class FluxEngineTest extends WithFlux {
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
    void whatIsAsItWasWrittenIsNotWrittenAgain() throws Exception {
        var desired = outside.desired(1, Settings.USUAL);
        outside.synced(desired);
        var objects = new FluxObjects(FluxEnvironment.of(desired));
        var source = outside.object(FluxKind.GIT_REPOSITORY);
        var applier = outside.object(FluxKind.KUSTOMIZATION);

        assertThat(outside.api
                        .apply(FluxKind.GIT_REPOSITORY, objects.source("v1"), source)
                        .resource())
                .isSameAs(source.resource());
        assertThat(outside.api
                        .apply(FluxKind.KUSTOMIZATION, objects.applier("v1"), applier)
                        .resource())
                .isSameAs(applier.resource());
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
        Awaitility.await()
                .pollInterval(20, TimeUnit.MILLISECONDS)
                .until(() -> outside.object(FluxKind.KUSTOMIZATION).atWork().isPresent());

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
    void withoutAutoSyncFluxSeesTheReleasesCommitAndNoOther() throws Exception {
        var manual = new Settings(null, null, false, null);
        assertThat(outside.synced(outside.desired(1, manual))).isEqualTo(new Done(0));
        outside.flux.head = commit(2);
        outside.api.annotate(
                FluxKind.GIT_REPOSITORY,
                outside.object(FluxKind.GIT_REPOSITORY),
                Map.of(FluxObject.REQUESTED_AT, "an interval"));
        Awaitility.await()
                .pollInterval(20, TimeUnit.MILLISECONDS)
                .until(() -> outside.object(FluxKind.GIT_REPOSITORY).hasHandledRequest());
        assertThat(outside.object(FluxKind.GIT_REPOSITORY).artifact()).endsWith(commit(1));

        assertThat(outside.synced(outside.desired(2, manual))).isEqualTo(new Done(0));

        assertThat(outside.object(FluxKind.KUSTOMIZATION).applied()).endsWith(commit(2));
        outside.synced(outside.desired(2, Settings.USUAL));
        assertThat(outside.object(FluxKind.GIT_REPOSITORY).spec().at("ref").of())
                .containsOnlyKeys("branch");
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
    void aChartInTheConfigPathIsReleasedOnceACommit() throws Exception {
        assertThat(outside.synced(outside.desired(1, Settings.HELM))).isEqualTo(new Done(0));
        var before = outside.runs(FluxKind.HELM_RELEASE);
        outside.flux.head = commit(0xabcdef);

        assertThat(outside.synced(outside.desired(0xabcdef, Settings.HELM))).isEqualTo(new Done(0));

        assertThat(outside.object(FluxKind.HELM_RELEASE).applied())
                .isEqualTo("1.2.3+" + commit(0xabcdef).substring(0, 12));
        assertThat(outside.runs(FluxKind.HELM_RELEASE)).isGreaterThan(before);
    }

    /** Far below the two seconds after which the synchronizer would look by itself. */
    @Test
    void whatFluxSaysIsKnownAtOnce() throws Exception {
        outside.flux.health = Duration.ofSeconds(1);

        outside.synced(outside.desired(1, Settings.USUAL));

        assertThat(Duration.ofNanos(System.nanoTime() - outside.flux.applied)).isLessThan(Duration.ofMillis(500));
    }
}
