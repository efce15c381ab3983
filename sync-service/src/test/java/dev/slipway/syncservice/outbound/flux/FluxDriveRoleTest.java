package dev.slipway.syncservice.outbound.flux;

import static dev.slipway.syncservice.outbound.flux.FluxFixture.commit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.events.DesiredEvent.EnvironmentDesired;
import dev.slipway.events.values.EnvironmentRef;
import dev.slipway.syncservice.core.Rollout.Done;
import dev.slipway.syncservice.core.Rollout.UnderWay;
import dev.slipway.syncservice.outbound.NeedsCluster;
import dev.slipway.syncservice.outbound.ShippedRole;
import dev.slipway.syncservice.outbound.flux.FluxFixture.Settings;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** With one right less than the smaller Role of deploy/engines, what is there is not driven. All drive the same, at its first commit. */
@NeedsCluster
class FluxDriveRoleTest {
    private static final Settings KUSTOMIZATION = new Settings(null, false, null, null);
    private static final Settings HELM = new Settings("helm-release", false, null, null);
    private static FluxFixture outside;

    @BeforeAll
    static void isThere() throws Exception {
        outside = new FluxFixture();
        outside.flux.head = commit(1);
        outside.synced(outside.desired(1, Settings.USUAL));
        outside.synced(outside.desired(1, Settings.HELM));
        fetched(outside.apply(
                        FluxKind.OCI_REPOSITORY,
                        object(
                                "source.toolkit.fluxcd.io/v1",
                                "OCIRepository",
                                Map.of("url", "oci://registry.example.com/config", "interval", "10m")))
                .resource());
        outside.apply(
                FluxKind.KUSTOMIZATION,
                object(
                        "kustomize.toolkit.fluxcd.io/v1",
                        "Kustomization",
                        Map.of(
                                "interval",
                                "10m",
                                "prune",
                                true,
                                "sourceRef",
                                Map.of("kind", "OCIRepository", "name", "hichat-oci"))));
    }

    @AfterAll
    static void stop() {
        outside.close();
    }

    @Test
    void theRoleSuffices() throws Exception {
        var user = FluxUser.with(role(), outside);

        assertThat(user.synced(outside.desired(1, KUSTOMIZATION))).isEqualTo(new Done(0));
        assertThat(user.synced(outside.desired(1, HELM))).isEqualTo(new Done(0));
        assertThat(user.begun(ofOci(2))).isInstanceOf(UnderWay.class);
        user.inspects();
        assertThat(user.blames(outside.desired(1, KUSTOMIZATION)))
                .contains(FluxUser.CHART.formatted(outside.namespace));
    }

    @ParameterizedTest
    @MethodSource("verbs")
    void oneRightLessIsSaid(String resource, String verb) throws Exception {
        var user = FluxUser.with(role().without(resource, verb), outside);

        user.saysThatItMayNot(resource, verb, outside.desired(1, KUSTOMIZATION), () -> act(user, resource, verb));
    }

    static Stream<Arguments> verbs() throws IOException {
        return role().verbs();
    }

    private static void act(FluxUser user, String resource, String verb) throws IOException, InterruptedException {
        var commit = verb.equals("patch") ? 2 : 1; // a source that has the commit is not asked to fetch
        switch (resource) {
            case "gitrepositories" -> user.synced(outside.desired(commit, KUSTOMIZATION));
            case "ocirepositories" -> user.begun(ofOci(commit));
            case "helmreleases", "helmcharts" -> user.synced(outside.desired(1, HELM));
            case "deployments", "statefulsets" -> user.inspects();
            default -> user.synced(outside.desired(1, KUSTOMIZATION));
        }
    }

    private static EnvironmentDesired ofOci(int commit) {
        var desired = outside.desired(commit, KUSTOMIZATION);
        return new EnvironmentDesired(
                new EnvironmentRef("hichat", "oci"),
                desired.cluster(),
                desired.namespace(),
                desired.generation(),
                desired.source(),
                desired.content(),
                desired.engine(),
                desired.settings(),
                desired.releases(),
                desired.target());
    }

    private static Map<String, Object> object(String apiVersion, String kind, Map<String, Object> spec) {
        return Map.of(
                "apiVersion",
                apiVersion,
                "kind",
                kind,
                "metadata",
                Map.of("name", "hichat-oci", "namespace", outside.namespace),
                "spec",
                spec);
    }

    private static void fetched(GenericKubernetesResource repository) {
        var it = new SimulatedObject(outside.client, FluxKind.OCI_REPOSITORY.in("v1"), repository);
        var artifact = new HashMap<>(SimulatedControllers.artifact("latest@sha256:" + "0".repeat(64)));
        artifact.put("metadata", Map.of("org.opencontainers.image.revision", "master@sha1:" + commit(1)));
        it.set("artifact", artifact);
        it.end(true, "Succeeded", "stored artifact");
    }

    private static ShippedRole role() throws IOException {
        return FluxUser.role("slipway-flux-drive");
    }
}
