package dev.slipway.syncservice.outbound.argocd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.service.PermanentFailure;
import dev.slipway.syncservice.core.Rollout;
import dev.slipway.syncservice.core.Rollout.Broken;
import dev.slipway.syncservice.core.Rollout.Done;
import dev.slipway.syncservice.outbound.NeedsCluster;
import dev.slipway.syncservice.outbound.ShippedRole;
import dev.slipway.syncservice.outbound.engine.EngineApi;
import dev.slipway.syncservice.outbound.engine.Watches;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The Roles in deploy/ suffice for what they are for, and no verb of them is too many. */
@NeedsCluster
class RealArgoRoleTest {
    private static final String MANIFEST = "engines/argocd.yaml";
    private static final String SET = "application-set";
    private ArgoFixture fixture;

    @BeforeEach
    void start() throws IOException {
        fixture = new ArgoFixture();
        fixture.secrets.putAll(Map.of("shop-git/username", "li", "shop-git/password", "geheim"));
        fixture.pushed(1, "one");
    }

    @AfterEach
    void stop() {
        var rbac = fixture.client.rbac();
        rbac.clusterRoleBindings().withLabel("test", fixture.namespace).delete();
        rbac.clusterRoles().withLabel("test", fixture.namespace).delete();
        fixture.close();
    }

    @Test
    void theRoleSufficesToCreate() throws Exception {
        assertThat(ended(somebodyWho(role()), true)).isEqualTo(new Done(0));
    }

    @Test
    void theSmallerRoleSufficesToDrive() throws Exception {
        ended(somebodyWho(role()), true);

        assertThat(ended(somebodyWho(driving()), false)).isEqualTo(new Done(0));
    }

    @ParameterizedTest
    @MethodSource("verbs")
    void withoutAnyOfItsVerbsItIsRefusedSayingWhichIsMissing(String resource, String verb) throws Exception {
        var user = somebodyWho(role().without(resource, verb));

        mustBeRefused(resource, verb, user, true);
    }

    static Stream<Arguments> verbs() throws IOException {
        return role().verbs();
    }

    @ParameterizedTest
    @MethodSource("verbsOfDriving")
    void withoutAnyOfItsVerbsDrivingIsRefusedSayingWhichIsMissing(String resource, String verb) throws Exception {
        if (verb.equals("patch")) {
            ended(somebodyWho(role()), true);
            fixture.pushed(2, "two");
        }

        mustBeRefused(resource, verb, somebodyWho(driving().without(resource, verb)), false);
    }

    static Stream<Arguments> verbsOfDriving() throws IOException {
        return driving().verbs();
    }

    @Test
    void theRolesSufficeForSets() throws Exception {
        try (var _ = new SimulatedSets(fixture.client, fixture.namespace)) {
            assertThat(ended(somebodyWho(role()), true, SET)).isEqualTo(new Done(0));
            assertThat(ended(somebodyWho(driving()), false, SET)).isEqualTo(new Done(0));
        }
    }

    @Test
    void whoMayReadPodsTellsTheirLastWordsAndWhoMayNotTellsWhatArgoCdSays() throws Exception {
        fixture.argo.health = "Degraded";
        fixture.argo.healthMessage = "Deployment web exceeded its progress deadline";
        fixture.argo.resources = List.of(fixture.deployment("crash"));
        var blind = somebodyWho(role());
        var seeing = somebodyWho(role());
        ShippedRole.in(MANIFEST, "slipway-pods").grantEverywhere(seeing, fixture.namespace, fixture.client);

        assertThat(ended(seeing, true))
                .isInstanceOfSatisfying(
                        Broken.class, broken -> assertThat(broken.why().seen()).contains("a fake pod says hello"));
        assertThat(ended(blind, true))
                .isInstanceOfSatisfying(
                        Broken.class,
                        broken -> assertThat(broken.why().seen())
                                .contains("degraded; Deployment web exceeded its progress deadline"));
    }

    private void mustBeRefused(String resource, String verb, String user, boolean creates) {
        var isOfArgoCd = !List.of("deployments", "statefulsets").contains(resource);
        var why = catchThrowableOfType(PermanentFailure.class, () -> {
            if (isOfArgoCd) {
                ended(user, creates, resource.equals("applicationsets") ? SET : null);
            } else {
                inspected(user);
            }
        });

        assertThat(why).hasMessageContaining("sync-service may not").hasMessageContaining(says(resource, verb));
        assertThat(why.failure().nextStep())
                .contains(isOfArgoCd ? "Role in namespace " + fixture.namespace : "the Role for that namespace");
    }

    /** What comes over a web socket is refused in one word, and of the workloads both kinds are needed. */
    private static String says(String resource, String verb) {
        return switch (resource) {
            case "deployments", "statefulsets" -> "may not list Deployments and StatefulSets";
            default ->
                verb.equals("watch") ? "may not list and watch " + resource : ShippedRole.refusal(resource, verb);
        };
    }

    private void inspected(String user) throws IOException {
        try (var client = client(user)) {
            new ArgoInspection(new EngineApi(client), fixture.namespace).now();
        }
    }

    private Rollout ended(String user, boolean creates) throws IOException, InterruptedException {
        return ended(user, creates, null);
    }

    private Rollout ended(String user, boolean creates, @Nullable String kind)
            throws IOException, InterruptedException {
        try (var client = client(user);
                var watches = new Watches(client)) {
            var commit = fixture.argo.contents.size();
            var desired = fixture.desired(
                    ArgoFixture.SHOP, commit, commit, fixture.settings(kind, creates, false, null), "shop-git", null);
            return ArgoFixture.ended(
                    fixture.engine(client, watches).plan(desired).begin(), Duration.ofSeconds(40));
        }
    }

    private static KubernetesClient client(String user) {
        return ArgoFixture.client(Path.of(System.getProperty(ArgoFixture.KUBECONFIG)), user);
    }

    private static ShippedRole role() throws IOException {
        return ShippedRole.in(MANIFEST, "slipway-argocd");
    }

    private static ShippedRole driving() throws IOException {
        return ShippedRole.in(MANIFEST, "slipway-argocd-driving");
    }

    private String somebodyWho(ShippedRole role) {
        return role.grantedIn(fixture.namespace, fixture.client);
    }
}
