package dev.slipway.syncservice.outbound.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.slipway.service.PermanentFailure;
import dev.slipway.syncservice.outbound.ClientKey;
import dev.slipway.syncservice.outbound.NeedsCluster;
import io.fabric8.kubernetes.api.model.authorization.v1.SelfSubjectAccessReviewBuilder;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an engine is made of, as a real API server shows it to who may see it. */
@NeedsCluster
class RealInspectionTest {
    private static final Path ROLES = Path.of("../deploy/engines");
    private final String user = "slipway-" + UUID.randomUUID();
    private final String namespace = "inspected-" + UUID.randomUUID();
    private final KubernetesClient client = client(null);

    @BeforeEach
    void engine() {
        Namespaces.make(client, namespace);
        client.load(RealInspectionTest.class.getResourceAsStream("/engine.yaml"))
                .inNamespace(namespace)
                .create();
    }

    @AfterEach
    void stop() {
        client.namespaces().withName(namespace).delete();
        client.close();
    }

    @ParameterizedTest
    @CsvSource({
        "argocd.yaml, slipway-argocd",
        "argocd.yaml, slipway-argocd-driving",
        "flux.yaml, slipway-flux",
        "flux.yaml, slipway-flux-drive"
    })
    void theRolesLetItBeSeen(String file, String role) throws Exception {
        grant(file, role, "");

        try (var its = client(user)) {
            await().atMost(Duration.ofSeconds(40)).untilAsserted(() -> {
                var workloads = new EngineApi(its).workloads("engine", namespace, true);
                assertThat(workloads).hasValueSatisfying(found -> {
                    assertThat(found.components())
                            .extracting(one -> one.name() + " " + one.version() + " " + one.ready())
                            .containsExactly("controller v1.2.3 1", "store v4 1");
                    assertThat(found.troubles()).isEmpty();
                });
            });
        }
    }

    @ParameterizedTest
    @CsvSource({
        "argocd.yaml, slipway-argocd, deployments",
        "argocd.yaml, slipway-argocd, statefulsets",
        "argocd.yaml, slipway-argocd-driving, deployments",
        "argocd.yaml, slipway-argocd-driving, statefulsets",
        "flux.yaml, slipway-flux, deployments",
        "flux.yaml, slipway-flux, statefulsets",
        "flux.yaml, slipway-flux-drive, deployments",
        "flux.yaml, slipway-flux-drive, statefulsets"
    })
    void whoMayListOnlyOneOfTheTwoSeesNothing(String file, String role, String taken) throws Exception {
        grant(file, role, taken);

        try (var its = client(user)) {
            var other = taken.equals("deployments") ? "statefulsets" : "deployments";
            await().atMost(Duration.ofSeconds(40)).until(() -> may(its, other));
            assertThat(may(its, taken)).isFalse();
            assertThatThrownBy(() -> new EngineApi(its).workloads("engine", namespace, true))
                    .isInstanceOf(PermanentFailure.class)
                    .hasMessageContaining("may not list Deployments and StatefulSets in namespace " + namespace);
        }
    }

    @Test
    void whoMayNotSeeItSaysSoAndWhatIsServedNowhereIsNotThere() throws Exception {
        try (var its = client(user)) {
            var api = new EngineApi(its);
            assertThatThrownBy(() -> api.workloads("engine", namespace, true))
                    .isInstanceOf(PermanentFailure.class)
                    .hasMessageContaining("may not list Deployments and StatefulSets in namespace " + namespace);
            assertThat(api.workloads("engine", namespace, false)).isEmpty();
            assertThat(api.served("apps", "v1")).contains("deployments");
            assertThat(api.served("nowhere.example", "v1")).isEmpty();
        }
        assertThat(new EngineApi(client).workloads("another", namespace, false)).isEmpty();
    }

    private boolean may(KubernetesClient its, String resource) {
        return its.authorization()
                .v1()
                .selfSubjectAccessReview()
                .create(new SelfSubjectAccessReviewBuilder()
                        .withNewSpec()
                        .withNewResourceAttributes()
                        .withNamespace(namespace)
                        .withGroup("apps")
                        .withResource(resource)
                        .withVerb("list")
                        .endResourceAttributes()
                        .endSpec()
                        .build())
                .getStatus()
                .getAllowed();
    }

    /** @param taken what may not be listed of the workloads after all */
    private void grant(String file, String name, String taken) throws IOException {
        try (var in = Files.newInputStream(ROLES.resolve(file))) {
            var role = client.load(in).items().stream()
                    .filter(Role.class::isInstance)
                    .map(Role.class::cast)
                    .filter(one -> one.getMetadata().getName().equals(name))
                    .findFirst()
                    .orElseThrow();
            role.getMetadata().setNamespace(namespace);
            for (var rule : role.getRules()) {
                rule.setResources(rule.getResources().stream()
                        .filter(one -> !one.equals(taken))
                        .toList());
            }
            client.resource(role).create();
        }
        client.resource(new RoleBindingBuilder()
                        .withNewMetadata()
                        .withName("it")
                        .withNamespace(namespace)
                        .endMetadata()
                        .withNewRoleRef("rbac.authorization.k8s.io", "Role", name)
                        .addNewSubject("rbac.authorization.k8s.io", "User", user, null)
                        .build())
                .create();
    }

    private static KubernetesClient client(@Nullable String user) {
        var config = Config.fromKubeconfig(WatchFixture.KUBECONFIG.toFile());
        config.setImpersonateUsername(user);
        return new KubernetesClientBuilder()
                .withConfig(ClientKey.asItsCertificateSays(config))
                .build();
    }
}
