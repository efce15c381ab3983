package dev.slipway.syncservice.outbound.install;

import static dev.slipway.syncservice.outbound.install.InstallFixture.end;
import static dev.slipway.syncservice.outbound.install.InstallFixture.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.events.SyncEvent.EngineInstalled;
import dev.slipway.syncservice.outbound.NeedsCluster;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.api.model.rbac.Subject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rights of deploy/engines/flux-install.yaml suffice; with one less it does not go, and says which. */
@NeedsCluster
class InstallRoleTest {
    private static final Path FILE = Path.of("../deploy/engines/flux-install.yaml");
    private final InstallFixture flux = new InstallFixture();
    private final String user = "slipway-" + flux.id;

    @AfterEach
    void stop() {
        flux.close();
    }

    @Test
    void theRightsSuffice() throws Exception {
        grant("", "");

        try (var its = InstallFixture.client(user)) {
            var ended = flux.install(
                    flux.site(its), flux.manifest("v2.9.0", "registry.example/controller:v1"), Duration.ofSeconds(60));
            assertThat(end(ended)).isInstanceOf(EngineInstalled.class);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "customresourcedefinitions, get",
        "customresourcedefinitions, create",
        "customresourcedefinitions, patch",
        "namespaces, patch",
        "clusterroles, create",
        "clusterroles, patch",
        "clusterroles, escalate",
        "clusterroles, bind",
        "clusterrolebindings, create",
        "clusterrolebindings, patch",
        "serviceaccounts, create",
        "serviceaccounts, patch",
        "services, create",
        "services, patch",
        "resourcequotas, create",
        "resourcequotas, patch",
        "networkpolicies, create",
        "networkpolicies, patch",
        "deployments, get",
        "deployments, list",
        "deployments, create",
        "deployments, patch",
        "statefulsets, list",
        "replicasets, list",
        "pods, list"
    })
    void oneRightLessIsSaid(String resource, String verb) throws Exception {
        grant(resource, verb);

        assertThat(said(resource.equals("replicasets") || resource.equals("pods"))
                        .toLowerCase(Locale.ROOT))
                .containsAnyOf(verb.equals("escalate") ? "attempting to grant" : resource, said(verb));
    }

    /** Of a role that it may not bind, the API server names what it would grant. */
    private static String said(String verb) {
        return verb.equals("bind") ? "attempting to grant" : "never said";
    }

    /** @param pending whether no node takes the pods: only of what is not ready is it asked why */
    private String said(boolean pending) throws Exception {
        var manifest = flux.manifest("v2.9.0", "registry.example/controller:v1");
        var applied = pending
                ? manifest.replace("spec: { containers:", "spec: { nodeSelector: { no: node }, containers:")
                : manifest;
        try (var its = InstallFixture.client(user)) {
            var outcome = flux.install(flux.site(its), applied, Duration.ofSeconds(20));
            return failure(outcome).seen();
        } catch (IOException e) { // it is tried again
            return String.valueOf(e.getMessage());
        }
    }

    private void grant(String resource, String verb) throws IOException {
        flux.makeNamespace();
        var file = Files.readString(FILE).replace("flux-system", flux.namespace);
        for (var object : flux.client
                .load(new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)))
                .items()) {
            flux.client.resource(granted(object, resource, verb)).create();
        }
    }

    private HasMetadata granted(HasMetadata object, String resource, String verb) {
        switch (object) {
            case ClusterRole role -> role.setRules(without(role.getRules(), resource, verb));
            case Role role -> role.setRules(without(role.getRules(), resource, verb));
            case ClusterRoleBinding binding -> binding.setSubjects(us());
            case RoleBinding binding -> binding.setSubjects(us());
            default -> {}
        }
        return object;
    }

    private List<Subject> us() {
        return List.of(new Subject("rbac.authorization.k8s.io", "User", user, null));
    }

    private static List<PolicyRule> without(List<PolicyRule> rules, String resource, String verb) {
        return rules.stream()
                .flatMap(rule -> rule.getResources().contains(resource)
                        ? Stream.of(
                                others(rule, resource),
                                new PolicyRuleBuilder(rule)
                                        .withResources(resource)
                                        .withVerbs(rule.getVerbs().stream()
                                                .filter(one -> !one.equals(verb))
                                                .toList())
                                        .build())
                        : Stream.of(rule))
                .filter(Objects::nonNull)
                .filter(rule ->
                        !rule.getResources().isEmpty() && !rule.getVerbs().isEmpty())
                .toList();
    }

    private static PolicyRule others(PolicyRule rule, String resource) {
        return new PolicyRuleBuilder(rule)
                .withResources(rule.getResources().stream()
                        .filter(one -> !one.equals(resource))
                        .toList())
                .build();
    }
}
