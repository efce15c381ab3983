package dev.slipway.syncservice.outbound.argocd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.events.values.Failure;
import dev.slipway.service.PermanentFailure;
import dev.slipway.syncservice.core.Rollout;
import dev.slipway.syncservice.core.Rollout.Broken;
import dev.slipway.syncservice.core.Rollout.Done;
import dev.slipway.syncservice.outbound.NeedsCluster;
import dev.slipway.syncservice.outbound.engine.Watches;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.authorization.v1.LocalSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The Roles in deploy/ suffice for what they are for, and no verb of them is too many. */
@NeedsCluster
class RealArgoRoleTest {
    private static final Path MANIFEST = Path.of("../deploy/engines/argocd.yaml");
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
        fixture.close();
    }

    @Test
    void theRoleSufficesToCreate() throws Exception {
        assertThat(ended(somebodyWho(rules("slipway-argocd")), true)).isEqualTo(new Done(0));
    }

    @Test
    void theSmallerRoleSufficesToDrive() throws Exception {
        ended(somebodyWho(rules("slipway-argocd")), true);

        assertThat(ended(somebodyWho(rules("slipway-argocd-driving")), false)).isEqualTo(new Done(0));
    }

    @ParameterizedTest
    @CsvSource({
        "applications, list",
        "applications, watch",
        "applications, create",
        "applications, patch",
        "appprojects, create",
        "appprojects, patch",
        "secrets, create",
        "secrets, patch"
    })
    void withoutAnyOfItsVerbsCreatingIsRefusedSayingWhichIsMissing(String resource, String verb) {
        var why = refusal(somebodyWho(without(rules("slipway-argocd"), resource, verb)), true);

        assertThat(why.seen()).contains("sync-service may not", says(resource, verb));
        assertThat(why.nextStep()).contains("Role in namespace " + fixture.namespace, resource);
    }

    @ParameterizedTest
    @CsvSource({"get", "list", "watch", "patch"})
    void withoutAnyOfItsVerbsDrivingIsRefusedSayingWhichIsMissing(String verb) throws Exception {
        ended(somebodyWho(rules("slipway-argocd")), true);
        fixture.pushed(2, "two");

        var why = refusal(somebodyWho(without(rules("slipway-argocd-driving"), "applications", verb)), false);

        assertThat(why.seen()).contains(says("applications", verb));
    }

    @Test
    void theRolesSufficeForSets() throws Exception {
        try (var _ = new SimulatedSets(fixture.client, fixture.namespace)) {
            assertThat(ended(somebodyWho(rules("slipway-argocd")), true, SET)).isEqualTo(new Done(0));
            assertThat(ended(somebodyWho(rules("slipway-argocd-driving")), false, SET))
                    .isEqualTo(new Done(0));
        }
    }

    @ParameterizedTest
    @CsvSource({"list", "watch", "create", "patch"})
    void withoutAnyOfItsVerbsWritingASetIsRefusedSayingWhichIsMissing(String verb) {
        var user = somebodyWho(without(rules("slipway-argocd"), "applicationsets", verb));

        var why = catchThrowableOfType(PermanentFailure.class, () -> ended(user, true, SET))
                .failure();

        assertThat(why.seen()).contains("sync-service may not", says("applicationsets", verb));
    }

    @ParameterizedTest
    @CsvSource({"list", "watch"})
    void withoutAnyOfItsVerbsDrivingASetIsRefusedSayingWhichIsMissing(String verb) {
        var user = somebodyWho(without(rules("slipway-argocd-driving"), "applicationsets", verb));

        var why = catchThrowableOfType(PermanentFailure.class, () -> ended(user, false, SET))
                .failure();

        assertThat(why.seen()).contains("sync-service may not", says("applicationsets", verb));
    }

    @Test
    void whoMayReadPodsTellsTheirLastWordsAndWhoMayNotTellsWhatArgoCdSays() throws Exception {
        fixture.argo.health = "Degraded";
        fixture.argo.healthMessage = "Deployment web exceeded its progress deadline";
        fixture.argo.resources = List.of(fixture.deployment("crash"));
        var blind = somebodyWho(rules("slipway-argocd"));
        var seeing = somebodyWho(rules("slipway-argocd"));
        bindPods(seeing);

        assertThat(ended(seeing, true))
                .isInstanceOfSatisfying(
                        Broken.class, broken -> assertThat(broken.why().seen()).contains("a fake pod says hello"));
        assertThat(ended(blind, true))
                .isInstanceOfSatisfying(
                        Broken.class,
                        broken -> assertThat(broken.why().seen())
                                .contains("degraded; Deployment web exceeded its progress deadline"));
    }

    /** What comes over a web socket is refused in one word. */
    private static String says(String resource, String verb) {
        return verb.equals("watch")
                ? "may not list and watch " + resource
                : "cannot " + verb + " resource \"" + resource + "\"";
    }

    private Rollout ended(String user, boolean creates) throws IOException, InterruptedException {
        return ended(user, creates, null);
    }

    private Rollout ended(String user, boolean creates, @Nullable String kind)
            throws IOException, InterruptedException {
        try (var client = ArgoFixture.client(Path.of(System.getProperty(ArgoFixture.KUBECONFIG)), user);
                var watches = new Watches(client)) {
            var commit = fixture.argo.contents.size();
            var desired = fixture.desired(
                    ArgoFixture.SHOP, commit, commit, fixture.settings(kind, creates, false, null), "shop-git", null);
            return ArgoFixture.ended(
                    fixture.engine(client, watches).plan(desired).begin(), Duration.ofSeconds(40));
        }
    }

    private Failure refusal(String user, boolean creates) {
        return catchThrowableOfType(PermanentFailure.class, () -> ended(user, creates))
                .failure();
    }

    private List<PolicyRule> rules(String role) {
        try (var in = Files.newInputStream(MANIFEST)) {
            return fixture.client.load(in).items().stream()
                    .filter(object -> object.getMetadata().getName().equals(role))
                    .map(object -> object instanceof Role found
                            ? found.getRules()
                            : object instanceof ClusterRole wide ? wide.getRules() : List.<PolicyRule>of())
                    .filter(rules -> !rules.isEmpty())
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static List<PolicyRule> without(List<PolicyRule> rules, String resource, String verb) {
        return rules.stream()
                .map(rule -> {
                    var verbs = new ArrayList<>(rule.getVerbs());
                    if (rule.getResources().contains(resource)) {
                        assertThat(verbs.remove(verb)).isTrue();
                    }
                    return new PolicyRuleBuilder(rule).withVerbs(verbs).build();
                })
                .toList();
    }

    /** @return a user with these rights in the namespace, once the API server knows of them */
    private String somebodyWho(List<PolicyRule> rules) {
        var user = "sync-" + UUID.randomUUID().toString().substring(0, 8);
        var metadata = new ObjectMetaBuilder()
                .withName(user)
                .withNamespace(fixture.namespace)
                .build();
        fixture.client
                .resource(new RoleBuilder()
                        .withMetadata(metadata)
                        .withRules(rules)
                        .build())
                .create();
        fixture.client
                .resource(new RoleBindingBuilder()
                        .withMetadata(metadata)
                        .withNewRoleRef("rbac.authorization.k8s.io", "Role", user)
                        .addNewSubject("rbac.authorization.k8s.io", "User", user, null)
                        .build())
                .create();
        rules.forEach(rule -> rule.getVerbs()
                .forEach(verb -> may(
                        user,
                        rule.getApiGroups().getFirst(),
                        rule.getResources().getFirst(),
                        verb)));
        return user;
    }

    private void bindPods(String user) {
        var metadata = new ObjectMetaBuilder().withName(user).build();
        ClusterRole role = new ClusterRoleBuilder()
                .withMetadata(metadata)
                .withRules(rules("slipway-pods"))
                .build();
        ClusterRoleBinding binding = new ClusterRoleBindingBuilder()
                .withMetadata(metadata)
                .withNewRoleRef("rbac.authorization.k8s.io", "ClusterRole", user)
                .addNewSubject("rbac.authorization.k8s.io", "User", user, null)
                .build();
        fixture.client.resource(role).create();
        fixture.client.resource(binding).create();
        may(user, "", "pods", "list");
    }

    private void may(String user, String group, String resource, String verb) {
        Awaitility.await()
                .until(() -> fixture.client
                        .authorization()
                        .v1()
                        .localSubjectAccessReview()
                        .inNamespace(fixture.namespace)
                        .create(new LocalSubjectAccessReviewBuilder()
                                .withNewMetadata()
                                .withNamespace(fixture.namespace)
                                .endMetadata()
                                .withNewSpec()
                                .withUser(user)
                                .withNewResourceAttributes()
                                .withNamespace(fixture.namespace)
                                .withGroup(group)
                                .withResource(resource)
                                .withVerb(verb)
                                .endResourceAttributes()
                                .endSpec()
                                .build())
                        .getStatus()
                        .getAllowed());
    }
}
