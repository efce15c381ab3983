package dev.slipway.syncservice.outbound.flux;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.events.values.Segment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FluxTroubleTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            AuthenticationFailed | failed to get secret 'flux-system/x': secrets not found                          | GIT    | false | credentials
            GitOperationFailed   | unable to clone 'https://h/r': authentication required                            | GIT    | false | credentials
            GitOperationFailed   | unable to list remote: unexpected client error: unexpected status code: 403      | GIT    | false | credentials
            GitOperationFailed   | ssh: unable to authenticate, attempted methods [none publickey]                   | GIT    | false | credentials
            GitOperationFailed   | ssh: handshake failed: knownhosts: key is unknown                                 | GIT    | false | known_hosts
            GitOperationFailed   | dial tcp: lookup git.example on 10.96.0.10:53: no such host                       | GIT    | true  | DNS
            GitOperationFailed   | dial tcp 10.0.0.1:443: connect: connection refused                                | GIT    | true  | reaches this address
            GitOperationFailed   | unable to clone: couldn't find remote ref "refs/heads/k8s-config"                 | GIT    | false | config branch
            GitOperationFailed   | unable to clone: repository not found                                             | GIT    | false | repoURL
            URLInvalid           | parse "http//h": invalid                                                          | GIT    | false | repoURL
            VerificationError    | signature verification of commit failed                                           | GIT    | false | engine.spec.source
            StatOperationFailed  | no space left on device                                                           | ENGINE | true  | source-controller
            """)
    void whatCannotBeFetched(String reason, String message, Segment segment, boolean mayPass, String next) {
        var source = Written.source().failed(reason, message).seen();

        var trouble = FluxTrouble.ofSource(source, source.failed().orElseThrow());

        assertThat(trouble.mayPass()).isEqualTo(mayPass);
        assertThat(trouble.why().segment()).isEqualTo(segment);
        assertThat(trouble.why().seen()).contains("https://git.example/config.git master", reason, message);
        assertThat(trouble.why().nextStep()).contains(next);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            BuildFailed          | kustomize build failed: no such file                                 | CONFIG  | false | config branch
            HealthCheckFailed    | timeout waiting for: [Deployment/shop/web status: 'InProgress']      | CLUSTER | false | kubectl
            PruneFailed          | delete failed: forbidden                                             | CLUSTER | false | remove the object
            ArtifactFailed       | kustomization path not found: stat /tmp/x: no such file or directory | CONFIG  | false | config path
            ArtifactFailed       | Source artifact not found, retrying in 30s                           | ENGINE  | true  | source
            SourceNotReady       | HelmChart 'flux-system/x' is not ready: does not have an artifact    | ENGINE  | true  | source
            AccessDenied         | cross-namespace references have been blocked                         | ENGINE  | false | engine.namespace
            ReconciliationFailed | Deployment/shop/web dry-run failed (Invalid): spec.selector          | CLUSTER | false | config branch
            ReconciliationFailed | failed calling webhook "x": connection refused                       | CLUSTER | true  | config branch
            UpgradeFailed        | Helm upgrade failed for release shop/web: timed out                  | CLUSTER | false | helm history
            """)
    void whatCannotBeApplied(String reason, String message, Segment segment, boolean mayPass, String next) {
        var applier = Written.kustomization().failed(reason, message).seen();

        var trouble =
                FluxTrouble.ofApplier(applier, applier.failed().orElseThrow()).orElseThrow();

        assertThat(trouble.mayPass()).isEqualTo(mayPass);
        assertThat(trouble.why().segment()).isEqualTo(segment);
        assertThat(trouble.why().seen()).contains("Kustomization flux-system/hichat-prod", reason, message);
        assertThat(trouble.why().nextStep()).contains(next);
    }

    @ParameterizedTest
    @ValueSource(strings = {"DependencyNotReady", "HealthCheckCanceled"})
    void whatWaitsIsNoTrouble(String reason) {
        var applier = Written.kustomization().failed(reason, "infra").seen();

        assertThat(FluxTrouble.ofApplier(applier, applier.failed().orElseThrow()))
                .isEmpty();
    }

    @Test
    void whatIsStalledDoesNotPassHoweverItSounds() {
        var stalled = Written.kustomization()
                .and(Written.condition("Stalled", "True", "InvalidCELExpression", "no", 3L))
                .failed("InvalidCELExpression", "timeout is no field")
                .seen();

        var trouble =
                FluxTrouble.ofApplier(stalled, stalled.failed().orElseThrow()).orElseThrow();

        assertThat(trouble.mayPass()).isFalse();
        assertThat(trouble.why().nextStep()).contains("engine.spec");
    }

    /** After a rollback Ready speaks of that; why there was one stands elsewhere. */
    @Test
    void aRollbackSaysWhatWentBefore() {
        var release = Written.helmRelease()
                .and(Written.condition("Released", "False", "UpgradeFailed", "web has no limit", 3L))
                .failed("RollbackSucceeded", "rolled back to v3")
                .seen();

        assertThat(FluxTrouble.ofApplier(release, release.failed().orElseThrow())
                        .orElseThrow()
                        .why()
                        .seen())
                .contains("rolled back to v3", "web has no limit");
    }
}
