package dev.slipway.syncservice.outbound.flux;

import static dev.slipway.syncservice.outbound.flux.FluxFixture.commit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.slipway.syncservice.core.Rollout.Done;
import dev.slipway.syncservice.outbound.engine.Watches;
import dev.slipway.syncservice.outbound.flux.FluxFixture.Settings;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The Roles of deploy/engines suffice; with one right less it does not go, and says which. */
class FluxRoleTest extends WithFlux {
    private static final Path FILE = Path.of("../deploy/engines/flux.yaml");
    private final String user = "slipway-" + UUID.randomUUID();

    @BeforeEach
    void credentials() {
        outside.secrets.putAll(Map.of("hichat-git/username", "slipway", "hichat-git/password", "hush"));
    }

    @Test
    void writingGoesWithItsRole() throws Exception {
        grant("slipway-flux", "", "");

        assertThat(sync(Settings.USUAL, 1)).isEqualTo(new Done(0));
        assertThat(sync(Settings.HELM, 1)).isEqualTo(new Done(0));
        assertThat(sync(Settings.CHARTS, 1)).isEqualTo(new Done(0));
    }

    @Test
    void drivingGoesWithItsRole() throws Exception {
        outside.synced(outside.desired(1, Settings.USUAL));
        grant("slipway-flux-drive", "", "");
        outside.flux.head = commit(2);

        assertThat(sync(new Settings(null, false, null, null), 2)).isEqualTo(new Done(0));
    }

    @ParameterizedTest
    @CsvSource({
        "gitrepositories, get",
        "gitrepositories, list",
        "gitrepositories, watch",
        "gitrepositories, create",
        "gitrepositories, patch",
        "kustomizations, get",
        "kustomizations, list",
        "kustomizations, watch",
        "kustomizations, create",
        "kustomizations, patch",
        "helmreleases, get",
        "helmreleases, list",
        "helmreleases, watch",
        "helmreleases, create",
        "helmreleases, patch",
        "helmrepositories, get",
        "helmrepositories, create",
        "helmrepositories, patch",
        "ocirepositories, get",
        "ocirepositories, create",
        "ocirepositories, patch",
        "helmcharts, list",
        "helmcharts, watch",
        "secrets, create",
        "secrets, patch"
    })
    void oneRightLessIsSaid(String resource, String verb) {
        grant("slipway-flux", resource, verb);
        var settings = List.of("helmrepositories", "ocirepositories").contains(resource)
                ? Settings.CHARTS
                : resource.startsWith("helm") ? Settings.HELM : Settings.USUAL;

        assertThat(catchThrowable(() -> sync(settings, 1)))
                .satisfies(why -> assertThat(why.getMessage()).contains("sync-service may not", resource));
    }

    private Object sync(Settings settings, int number) throws IOException, InterruptedException {
        try (KubernetesClient its = FluxFixture.client(config -> config.withImpersonateUsername(user));
                var watches = new Watches(its)) {
            var engine = outside.engine(new FluxApi(its, watches), FluxFixture.noPods());
            return FluxFixture.ended(
                    engine.plan(outside.desired(number, settings, "hichat-git")).begin());
        }
    }

    private void grant(String name, String resource, String verb) {
        var role = role(name);
        var rules = new ArrayList<PolicyRule>();
        role.getRules().forEach(rule -> rules.add(without(rule, resource, verb)));
        role.setRules(rules);
        role.getMetadata().setNamespace(outside.namespace);
        outside.client.resource(role).create();
        outside.client
                .resource(new RoleBindingBuilder()
                        .withNewMetadata()
                        .withName("it")
                        .withNamespace(outside.namespace)
                        .endMetadata()
                        .withNewRoleRef("rbac.authorization.k8s.io", "Role", name)
                        .addNewSubject("rbac.authorization.k8s.io", "User", user, null)
                        .build())
                .create();
    }

    private static PolicyRule without(PolicyRule rule, String resource, String verb) {
        return rule.getResources().contains(resource)
                ? new PolicyRuleBuilder(rule)
                        .withVerbs(rule.getVerbs().stream()
                                .filter(one -> !one.equals(verb))
                                .toList())
                        .build()
                : rule;
    }

    private Role role(String name) {
        try (var file = Files.newInputStream(FILE)) {
            return outside.client.load(file).items().stream()
                    .filter(Role.class::isInstance)
                    .map(Role.class::cast)
                    .filter(one -> one.getMetadata().getName().equals(name))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
