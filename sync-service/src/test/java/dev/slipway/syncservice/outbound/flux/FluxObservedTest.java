package dev.slipway.syncservice.outbound.flux;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.events.values.EngineHealth;
import dev.slipway.events.values.EngineSync;
import dev.slipway.syncservice.core.Observation;
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
                Arguments.of(applied.ready(), EngineSync.SYNCED, EngineHealth.HEALTHY, null),
                Arguments.of(
                        applied.spec(Map.of("wait", false)).ready(),
                        EngineSync.SYNCED,
                        EngineHealth.UNKNOWN,
                        "applied; Flux is not told to check its health"),
                Arguments.of(
                        applied.spec(Map.of("wait", false, "healthChecks", List.of(Map.of("kind", "Deployment"))))
                                .ready(),
                        EngineSync.SYNCED,
                        EngineHealth.HEALTHY,
                        null),
                Arguments.of(applied.ready().suspended(), EngineSync.SYNCED, EngineHealth.SUSPENDED, null),
                Arguments.of(applied.ready().generation(9), EngineSync.UNKNOWN, EngineHealth.UNKNOWN, null),
                Arguments.of(Written.kustomization(), EngineSync.UNKNOWN, EngineHealth.UNKNOWN, null),
                Arguments.of(
                        attempted.working("Building manifests"),
                        EngineSync.OUT_OF_SYNC,
                        EngineHealth.PROGRESSING,
                        "Progressing: Building manifests"),
                Arguments.of(
                        attempted.failed("BuildFailed", "no such file"),
                        EngineSync.OUT_OF_SYNC,
                        EngineHealth.DEGRADED,
                        "BuildFailed: no such file"),
                Arguments.of(
                        applied.failed("HealthCheckFailed", "timeout"),
                        EngineSync.UNKNOWN,
                        EngineHealth.DEGRADED,
                        "HealthCheckFailed: timeout"),
                Arguments.of(
                        attempted.failed("DependencyNotReady", "infra"),
                        EngineSync.OUT_OF_SYNC,
                        EngineHealth.PROGRESSING,
                        "DependencyNotReady: infra"));
    }

    @ParameterizedTest
    @MethodSource("objects")
    void saysHowItIs(Written object, EngineSync sync, EngineHealth health, String message) {
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
                        "flux",
                        object.resource().getKind() + " flux-system/hichat-prod",
                        EngineSync.SYNCED,
                        EngineHealth.HEALTHY,
                        revision,
                        null,
                        null));
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
