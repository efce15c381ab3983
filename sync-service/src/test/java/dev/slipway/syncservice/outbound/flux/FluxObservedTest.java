package dev.slipway.syncservice.outbound.flux;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.syncservice.core.Observation;
import dev.slipway.syncservice.core.Observation.Health;
import dev.slipway.syncservice.core.Observation.Sync;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FluxObservedTest {
    private static final String HASH = "a".repeat(40);
    private static final String NEW = "master@sha1:" + HASH;
    private static final String OLD = "master@sha1:" + "b".repeat(40);

    static Stream<Arguments> objects() {
        var applied = Written.kustomization().with("lastAppliedRevision", NEW).with("lastAttemptedRevision", NEW);
        var attempted = applied.with("lastAppliedRevision", OLD);
        return Stream.of(
                Arguments.of(applied.ready(), Sync.SYNCED, Health.HEALTHY, null),
                Arguments.of(
                        applied.spec(Map.of("wait", false)).ready(),
                        Sync.SYNCED,
                        Health.UNKNOWN,
                        "applied; Flux is not told to check its health"),
                Arguments.of(
                        applied.spec(Map.of("wait", false, "healthChecks", List.of(Map.of("kind", "Deployment"))))
                                .ready(),
                        Sync.SYNCED,
                        Health.HEALTHY,
                        null),
                Arguments.of(applied.ready().suspended(), Sync.SYNCED, Health.SUSPENDED, null),
                Arguments.of(applied.ready().generation(9), Sync.UNKNOWN, Health.UNKNOWN, null),
                Arguments.of(Written.kustomization(), Sync.UNKNOWN, Health.UNKNOWN, null),
                Arguments.of(
                        attempted.working("Building manifests"),
                        Sync.OUT_OF_SYNC,
                        Health.PROGRESSING,
                        "Progressing: Building manifests"),
                Arguments.of(
                        attempted.failed("BuildFailed", "no such file"),
                        Sync.OUT_OF_SYNC,
                        Health.DEGRADED,
                        "BuildFailed: no such file"),
                Arguments.of(
                        applied.failed("HealthCheckFailed", "timeout"),
                        Sync.UNKNOWN,
                        Health.DEGRADED,
                        "HealthCheckFailed: timeout"),
                Arguments.of(
                        attempted.failed("DependencyNotReady", "infra"),
                        Sync.OUT_OF_SYNC,
                        Health.PROGRESSING,
                        "DependencyNotReady: infra"));
    }

    @ParameterizedTest
    @MethodSource("objects")
    void saysHowItIs(Written object, Sync sync, Health health, String message) {
        assertThat(FluxObserved.of(object.resource())).satisfies(seen -> {
            assertThat(seen.sync()).isEqualTo(sync);
            assertThat(seen.health()).isEqualTo(health);
            assertThat(seen.message()).isEqualTo(message);
        });
    }

    @ParameterizedTest
    @MethodSource("revisions")
    void saysWhatIsApplied(Written object, String revision) {
        assertThat(FluxObserved.of(object.ready().resource()))
                .isEqualTo(new Observation(
                        "flux", "flux-system/hichat-prod", Sync.SYNCED, Health.HEALTHY, revision, null));
    }

    static Stream<Arguments> revisions() {
        return Stream.of(
                Arguments.of(Written.kustomization().with("lastAppliedRevision", NEW), HASH),
                Arguments.of(Written.kustomization().with("lastAppliedRevision", "master/" + HASH), HASH),
                Arguments.of(
                        Written.kustomization()
                                .with("lastAppliedRevision", "latest@sha256:c")
                                .with("lastAppliedOriginRevision", NEW),
                        HASH),
                Arguments.of(Written.kustomization(), null),
                Arguments.of(
                        Written.helmRelease().with("history", List.of(Map.of("chartVersion", "1.0.0+abc"))),
                        "1.0.0+abc"),
                Arguments.of(Written.helmRelease().with("lastAppliedRevision", "1.0.0"), "1.0.0")); // v2beta1
    }
}
