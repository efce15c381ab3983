package dev.slipway.syncservice.outbound.flux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.events.DesiredEvent.EnvironmentDesired;
import dev.slipway.events.DesiredEvent.Source;
import dev.slipway.events.catalog.Engine;
import dev.slipway.events.values.CommitId;
import dev.slipway.events.values.EnvironmentRef;
import dev.slipway.service.PermanentFailure;
import dev.slipway.syncservice.outbound.engine.Fields;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FluxObjectsTest {
    private static final String COMMIT = "a".repeat(40);

    @Test
    void aSourceFollowsTheConfigBranch() {
        var objects = objects(new Engine("flux"));

        assertThat(objects.source("v1"))
                .containsEntry("apiVersion", "source.toolkit.fluxcd.io/v1")
                .containsEntry("kind", "GitRepository");
        assertThat(spec(objects.source("v1")))
                .isEqualTo(Map.of(
                        "url",
                        "https://git.example/config.git",
                        "ref",
                        Map.of("branch", "k8s-config"),
                        "interval",
                        "1m",
                        "secretRef",
                        Map.of("name", "hichat-prod-git")));
    }

    @Test
    void withoutAutoSyncItIsPinned() {
        assertThat(spec(objects(engine(null, null, null, false, null)).source("v1")))
                .containsEntry("ref", Map.of("branch", "k8s-config", "commit", COMMIT));
    }

    @Test
    void whatTheCatalogSaysGoesOverWhatIsUsual() {
        var spec = new HashMap<String, @Nullable Object>();
        spec.put("targetNamespace", null);
        spec.put("prune", false);
        spec.put("dependsOn", List.of(Map.of("name", "infra")));
        spec.put("source", Map.of("ignore", "/docs", "timeout", "2m"));
        @SuppressWarnings({"unchecked", "NullAway"})
        var objects = objects(engine(null, "5m", null, null, (Map<String, Object>) (Map<String, ?>) spec));

        assertThat(spec(objects.applier("v1")))
                .isEqualTo(Map.of(
                        "interval",
                        "5m",
                        "retryInterval",
                        "30s",
                        "timeout",
                        "5m",
                        "prune",
                        false,
                        "wait",
                        true,
                        "path",
                        "./k8s/prod",
                        "dependsOn",
                        List.of(Map.of("name", "infra")),
                        "sourceRef",
                        Map.of("kind", "GitRepository", "name", "hichat-prod")));
        assertThat(spec(objects.source("v1"))).containsEntry("ignore", "/docs").containsEntry("timeout", "2m");
    }

    @Test
    void aHelmReleaseTakesItsChartFromTheCommit() {
        assertThat(spec(objects(engine("helm-release", null, null, null, null)).applier("v2")))
                .isEqualTo(Map.of(
                        "interval",
                        "10m",
                        "timeout",
                        "5m",
                        "chart",
                        Map.of(
                                "spec",
                                Map.of(
                                        "chart", "./k8s/prod",
                                        "reconcileStrategy", "Revision",
                                        "sourceRef", Map.of("kind", "GitRepository", "name", "hichat-prod"))),
                        "targetNamespace",
                        "hichat",
                        "releaseName",
                        "hichat-prod",
                        "install",
                        Map.of("createNamespace", true)));
    }

    @Test
    void everyObjectSaysWhoseItIs() {
        assertThat(new Fields(objects(new Engine("flux")).applier("v1"))
                        .at("metadata", "annotations")
                        .of())
                .containsEntry("slipway.dev/environment", "hichat/prod");
    }

    @ParameterizedTest
    @CsvSource({
        "git@git.example:team/config.git, ssh://git@git.example/team/config.git",
        "ssh://git@git.example:2222/config.git, ssh://git@git.example:2222/config.git",
        "http://172.21.0.1/root/hichat.git, http://172.21.0.1/root/hichat.git"
    })
    void addressesAreWrittenAsFluxReadsThem(String url, String written) {
        assertThat(spec(objects(engine(null, null, url, null, null)).source("v1")))
                .containsEntry("url", written);
    }

    @Test
    void aKeyIsCalledAsFluxCallsIt() {
        var secret = objects(new Engine("flux")).secret(Map.of("ssh-privatekey", "key", "known_hosts", "hosts"));

        assertThat(new Fields(secret).at("data").of()).containsOnlyKeys("identity", "known_hosts");
    }

    @Test
    void aPinNeedsASourceOfOurOwn() {
        assertThat(refusal(new Engine("flux", null, null, null, null, false, false, null, null, null), null))
                .contains("autoSync: false");
        assertThat(refusal(engine(null, null, null, false, Map.of("sourceRef", Map.of("name", "shared"))), null))
                .contains("autoSync: false");
    }

    @Test
    void anotherClusterNeedsAWayThere() {
        assertThat(refusal(new Engine("flux"), "edge")).contains("edge", "how to get there");
        var kubeConfig = Map.<String, Object>of("kubeConfig", Map.of("secretRef", Map.of("name", "edge")));
        assertThat(FluxEnvironment.of(desired(engine(null, null, null, null, kubeConfig), "edge"))
                        .kind())
                .isEqualTo(FluxKind.KUSTOMIZATION);
    }

    @ParameterizedTest
    @CsvSource({
        "HELM_RELEASE, HelmRepository, Revision, from a HelmRepository",
        "HELM_RELEASE, GitRepository, ChartVersion, reconcileStrategy",
        "KUSTOMIZATION, Bucket, '', from a Bucket"
    })
    void whatHasNoCommitCannotBeFollowed(FluxKind kind, String source, String strategy, String why) {
        var ref = Map.of("kind", source, "name", "x");
        var spec = new Fields(Map.of(
                "sourceRef", ref, "chart", Map.of("spec", Map.of("sourceRef", ref, "reconcileStrategy", strategy))));

        var failure = catchThrowableOfType(
                        PermanentFailure.class, () -> FluxSource.of(kind, kind + " web", "flux-system", spec))
                .failure();

        assertThat(failure.seen() + failure.nextStep()).contains(why);
    }

    @Test
    void anInventoryNamesItsWorkloads() {
        var entries = List.of(
                Map.of("id", "_hichat__Namespace", "v", "v1"),
                Map.of("id", "hichat_web__Service", "v", "v1"),
                Map.of("id", "hichat_web_apps_Deployment", "v", "v1"));
        var object = Written.kustomization()
                .with("inventory", Map.of("entries", entries))
                .seen();

        assertThat(FluxInventory.size(object)).isEqualTo(3);
        assertThat(FluxInventory.workloads(object, "k8s/prod")).singleElement().satisfies(web -> {
            assertThat(web.toString()).isEqualTo("Deployment web (k8s/prod)");
            assertThat(web.apiVersion()).isEqualTo("apps/v1");
            assertThat(web.namespace()).isEqualTo("hichat");
        });
    }

    private static String refusal(Engine engine, @Nullable String target) {
        return catchThrowableOfType(PermanentFailure.class, () -> FluxEnvironment.of(desired(engine, target)))
                .failure()
                .seen();
    }

    private static FluxObjects objects(Engine engine) {
        return new FluxObjects(FluxEnvironment.of(desired(engine, null)));
    }

    private static Engine engine(
            @Nullable String kind,
            @Nullable String interval,
            @Nullable String repoURL,
            @Nullable Boolean autoSync,
            @Nullable Map<String, Object> spec) {
        return new Engine("flux", kind, null, null, null, null, autoSync, repoURL, interval, spec);
    }

    private static Map<String, Object> spec(Map<String, Object> object) {
        return new Fields(object).at("spec").of();
    }

    private static EnvironmentDesired desired(Engine engine, @Nullable String target) {
        return new EnvironmentDesired(
                new EnvironmentRef("hichat", "prod"),
                "cloud",
                "hichat",
                1,
                new Source(
                        "https://git.example/config.git", "hichat-git", "k8s-config", new CommitId(COMMIT), "k8s/prod"),
                "content",
                "flux",
                engine,
                List.of(),
                target);
    }
}
