package dev.slipway.syncservice.outbound.flux;

import static dev.slipway.syncservice.outbound.flux.Written.condition;
import static dev.slipway.syncservice.outbound.flux.Written.kustomization;
import static dev.slipway.syncservice.outbound.flux.Written.source;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.syncservice.outbound.flux.FluxReading.Asked;
import dev.slipway.syncservice.outbound.flux.FluxReading.Seen;
import dev.slipway.syncservice.outbound.flux.FluxStep.Applied;
import dev.slipway.syncservice.outbound.flux.FluxStep.Ask;
import dev.slipway.syncservice.outbound.flux.FluxStep.Failing;
import dev.slipway.syncservice.outbound.flux.FluxStep.Join;
import dev.slipway.syncservice.outbound.flux.FluxStep.Wait;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wanted is at {@code WANTED}; {@code OTHER} has other content. */
class FluxReadingTest {
    private static final String WANTED = "master@sha1:" + "a".repeat(40);
    private static final String OTHER = "master@sha1:" + "b".repeat(40);
    private static final String CHART = "1.0.0+" + "a".repeat(12);
    private final FluxReading reading = new FluxReading(new FluxReading.Wanted() {
        @Override
        public boolean isAt(String revision) {
            return revision.equals(WANTED);
        }

        @Override
        public boolean isIn(String chartVersion, String sourceRevision) {
            return chartVersion.equals(CHART);
        }
    });
    private final Written fetched =
            source().with("artifact", Written.artifact(WANTED)).ready();

    private FluxStep read(Written source, Written applier, Asked asked) throws IOException {
        return reading.of(new Seen(source.seen(), null, applier.seen()), asked);
    }

    private FluxStep read(Written applier, Asked asked) throws IOException {
        return read(fetched, applier, asked);
    }

    private static Written applied(String revision) {
        return kustomization()
                .with("lastAttemptedRevision", revision)
                .with("lastAppliedRevision", revision)
                .ready();
    }

    private static Written failed(String reason, String attempted) {
        return kustomization().with("lastAttemptedRevision", attempted).failed(reason, "it is so");
    }

    @Test
    void asksOnceTheSourceHasIt() throws Exception {
        assertThat(read(applied(OTHER), Asked.NOT_YET)).isInstanceOf(Ask.class);
        assertThat(read(source().with("artifact", Written.artifact(OTHER)), applied(OTHER), Asked.NOT_YET))
                .isInstanceOf(Wait.class);
    }

    @Test
    void whatIsReadyFromBeforeDoesNotCount() throws Exception {
        assertThat(read(applied(WANTED), Asked.NOT_YET)).isInstanceOf(Ask.class);
        assertThat(read(applied(WANTED).requested("2", "1"), Asked.ASKED)).isInstanceOf(Wait.class);
        assertThat(read(applied(WANTED).requested("2", "2"), Asked.ASKED)).isInstanceOf(Applied.class);
    }

    @Test
    void whatIsReadyForAnOlderSpecDoesNotCount() throws Exception {
        assertThat(read(applied(WANTED).requested("2", "2").generation(9), Asked.ASKED))
                .isInstanceOf(Wait.class);
    }

    @Test
    void aRunThatHasBegunWithItIsJoined() throws Exception {
        var building = kustomization().with("lastAttemptedRevision", WANTED).working("Building manifests");
        var begins = kustomization()
                .with("lastAttemptedRevision", OTHER)
                .working("Fetching manifests for revision " + WANTED);
        var older = kustomization()
                .with("lastAttemptedRevision", OTHER)
                .working("Running health checks for revision " + OTHER);

        assertThat(read(building, Asked.NOT_YET)).isInstanceOf(Join.class);
        assertThat(read(begins, Asked.NOT_YET)).isInstanceOf(Join.class);
        assertThat(read(older, Asked.NOT_YET)).isInstanceOf(Ask.class);
        assertThat(read(building, Asked.JOINED)).isInstanceOf(Wait.class);
        assertThat(read(applied(WANTED), Asked.JOINED)).isInstanceOf(Applied.class);
    }

    /** Flux notes a request that comes while an older revision fails as handled by that. */
    @Test
    void anOlderRevisionsFailureIsNotOurs() throws Exception {
        assertThat(read(failed("HealthCheckFailed", OTHER).requested("2", "2"), Asked.ASKED))
                .isInstanceOf(Wait.class);
        assertThat(read(failed("HealthCheckFailed", WANTED).requested("2", "1"), Asked.ASKED))
                .isInstanceOf(Wait.class);
        assertThat(read(failed("HealthCheckFailed", WANTED).requested("2", "2"), Asked.ASKED))
                .isInstanceOf(Failing.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ArtifactFailed", "AccessDenied"})
    void whatFailsBeforeAnAttemptIsOurs(String reason) throws Exception {
        assertThat(read(failed(reason, OTHER).requested("2", "2"), Asked.ASKED)).isInstanceOf(Failing.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"DependencyNotReady", "HealthCheckCanceled"})
    void whatComesByItselfIsAwaited(String reason) throws Exception {
        assertThat(read(failed(reason, WANTED).requested("2", "2"), Asked.ASKED))
                .isInstanceOfSatisfying(
                        Wait.class, wait -> assertThat(wait.seen()).contains(reason));
    }

    @Test
    void aFailureThatFluxWorksOnAgainIsNone() throws Exception {
        var again = failed("HealthCheckFailed", WANTED).requested("2", "2").working("Building manifests");

        assertThat(read(again, Asked.ASKED)).isInstanceOf(Wait.class);
    }

    @Test
    void somebodysNewerContentIsAwaited() throws Exception {
        assertThat(read(applied(OTHER).requested("2", "2"), Asked.ASKED))
                .isInstanceOfSatisfying(
                        Wait.class, wait -> assertThat(wait.seen()).contains(OTHER, "another one"));
    }

    @ParameterizedTest
    @EnumSource(Asked.class)
    void aSuspendedOneFailsThoughItNotesTheRequest(Asked asked) throws Exception {
        assertThat(read(applied(WANTED).requested("2", "2").suspended(), asked)).isInstanceOf(Failing.class);
        assertThat(read(source().suspended(), applied(WANTED), asked)).isInstanceOf(Failing.class);
    }

    @Test
    void aSourcesFailureCountsOnceTheRequestIsHandled() throws Exception {
        var source = source().with("artifact", Written.artifact(OTHER)).failed("GitOperationFailed", "no such host");

        assertThat(read(source.requested("2", "1"), applied(OTHER), Asked.NOT_YET))
                .isInstanceOf(Wait.class);
        assertThat(read(source.requested("2", "2"), applied(OTHER), Asked.NOT_YET))
                .isInstanceOf(Failing.class);
    }

    @Test
    void anArtifactOfOtherOriginIsReadByItsOrigin() throws Exception {
        var packed = source().with(
                        "artifact",
                        Map.of(
                                "revision",
                                "latest@sha256:c",
                                "metadata",
                                Map.of("org.opencontainers.image.revision", WANTED)))
                .ready();
        var applied = kustomization()
                .with("lastAttemptedRevision", "latest@sha256:c")
                .with("lastAppliedRevision", "latest@sha256:c")
                .with("lastAppliedOriginRevision", WANTED)
                .requested("2", "2");

        assertThat(read(packed, applied.ready(), Asked.ASKED)).isInstanceOf(Applied.class);
        assertThat(read(packed, applied.failed("BuildFailed", "no"), Asked.ASKED))
                .isInstanceOf(Failing.class);
    }

    @Test
    void aChartStandsBetweenTheSourceAndAHelmRelease() throws Exception {
        var release = Written.helmRelease().requested("2", "2");
        assertThat(helm(null, release)).isInstanceOf(Wait.class);
        assertThat(helm(Written.chart().with("artifact", Written.artifact("1.0.0+" + "b".repeat(12))), release))
                .isInstanceOf(Wait.class);
        var broken = Written.chart().failed("ChartPackageError", "no Chart.yaml");
        assertThat(helm(broken.with("observedSourceArtifactRevision", OTHER), release))
                .isInstanceOf(Wait.class);
        assertThat(helm(broken.with("observedSourceArtifactRevision", WANTED), release))
                .isInstanceOf(Failing.class);

        var packed = Written.chart().with("artifact", Written.artifact(CHART)).ready();
        assertThat(helm(packed, release.ready())).isInstanceOf(Wait.class);
        assertThat(helm(
                        packed,
                        release.with("history", List.of(Map.of("chartVersion", CHART)))
                                .ready()))
                .isInstanceOf(Applied.class);
        assertThat(helm(packed, release.with("lastAttemptedRevision", CHART).failed("UpgradeFailed", "timed out")))
                .isInstanceOf(Failing.class);
    }

    private FluxStep helm(@Nullable Written chart, Written release) throws IOException {
        return reading.of(new Seen(fetched.seen(), chart == null ? null : chart.seen(), release.seen()), Asked.ASKED);
    }

    @Test
    void aConditionWithoutAGenerationCounts() throws Exception {
        var old = kustomization()
                .with("lastAttemptedRevision", WANTED)
                .with("conditions", List.of(condition("Ready", "False", "BuildFailed", "no", null)))
                .requested("2", "2");

        assertThat(read(old, Asked.ASKED)).isInstanceOf(Failing.class);
    }
}
