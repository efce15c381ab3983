package dev.slipway.syncservice.outbound.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.slipway.service.PermanentFailure;
import dev.slipway.syncservice.outbound.ClientKey;
import dev.slipway.syncservice.outbound.NeedsCluster;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
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
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(namespace)
                        .endMetadata()
                        .build())
                .create();
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
        grant(file, role);

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

    private void grant(String file, String name) throws IOException {
        try (var in = Files.newInputStream(ROLES.resolve(file))) {
            var role = client.load(in).items().stream()
                    .filter(Role.class::isInstance)
                    .map(Role.class::cast)
                    .filter(one -> one.getMetadata().getName().equals(name))
                    .findFirst()
                    .orElseThrow();
            role.getMetadata().setNamespace(namespace);
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
