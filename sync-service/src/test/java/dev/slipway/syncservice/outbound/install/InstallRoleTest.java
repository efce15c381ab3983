package dev.slipway.syncservice.outbound.install;

import static dev.slipway.syncservice.outbound.install.InstallFixture.end;
import static dev.slipway.syncservice.outbound.install.InstallFixture.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.events.SyncEvent.EngineInstalled;
import dev.slipway.syncservice.outbound.NeedsCluster;
import dev.slipway.syncservice.outbound.ShippedRole;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBinding;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The rights of deploy/engines/flux-install.yaml suffice; with one less it does not go, and says which. */
@NeedsCluster
class InstallRoleTest {
    private static final String FILE = "engines/flux-install.yaml";
    private static final String WORDS = "a fake pod says hello";
    private final InstallFixture flux = new InstallFixture();
    private final String user = "slipway-" + flux.id;
    private ShippedRole known = new ShippedRole(List.of());

    @AfterEach
    void stop() {
        flux.close();
    }

    @Test
    void theRightsSuffice() throws Exception {
        grant("", "");

        try (var its = InstallFixture.client(user)) {
            var ended = flux.install(flux.site(its), manifest("controller"), Duration.ofSeconds(60));
            assertThat(end(ended)).isInstanceOf(EngineInstalled.class);
        }
    }

    @Test
    void theySufficeToTellWhatAControllerSaidLast() throws Exception {
        grant("", "");

        assertThat(said(manifest("crash"))).contains("pods crash", WORDS);
    }

    @ParameterizedTest
    @MethodSource("verbs")
    void oneRightLessIsSaid(String resource, String verb) throws Exception {
        grant(resource, verb);

        switch (resource) {
            case "pods/log" ->
                assertThat(said(manifest("crash"))).contains("pods crash").doesNotContain(WORDS);
            case "pods", "replicasets" -> // only of what is not ready
                assertThat(said(manifest("controller")
                                .replace("spec: { containers:", "spec: { nodeSelector: { no: node }, containers:")))
                        .contains(ShippedRole.refusal(resource, verb));
            default -> assertThat(said(manifest("controller"))).contains(refusal(resource, verb));
        }
    }

    static Stream<Arguments> verbs() throws IOException {
        return Stream.concat(
                ShippedRole.in(FILE, "slipway-flux-install-flux-system").verbs(),
                ShippedRole.in(FILE, "slipway-flux-install").verbs());
    }

    /** Of a role that it may not grant or bind, the API server says whose rights they are; of what is listed first, we say it. */
    private static List<String> refusal(String resource, String verb) {
        return switch (verb) {
            case "escalate" -> List.of("clusterroles.rbac", "attempting to grant");
            case "bind" -> List.of("clusterrolebindings.rbac", "attempting to grant");
            case "list" -> List.of("may not list Deployments and StatefulSets");
            default -> List.of(ShippedRole.refusal(resource, verb));
        };
    }

    private String manifest(String image) {
        return flux.manifest("v2.9.0", "registry.example/" + image + ":v1");
    }

    private String said(String manifest) throws Exception {
        try (var its = InstallFixture.client(user)) {
            return failure(flux.install(flux.site(its), manifest, Duration.ofSeconds(20)))
                    .seen();
        } catch (IOException e) { // it is tried again
            return String.valueOf(e.getMessage());
        }
    }

    private void grant(String resource, String verb) throws IOException {
        flux.makeNamespace();
        var file = Files.readString(Path.of("../deploy", FILE)).replace("flux-system", flux.namespace);
        for (var object : flux.client
                .load(new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)))
                .items()) {
            flux.client.resource(granted(object, resource, verb)).create();
            switch (object) {
                case ClusterRoleBinding _ -> known.awaitKnown(user, null, flux.client);
                case RoleBinding _ -> known.awaitKnown(user, flux.namespace, flux.client);
                default -> {}
            }
        }
    }

    private HasMetadata granted(HasMetadata object, String resource, String verb) {
        switch (object) {
            case ClusterRole role -> role.setRules(less(role.getRules(), resource, verb));
            case Role role -> role.setRules(less(role.getRules(), resource, verb));
            case ClusterRoleBinding binding -> binding.setSubjects(us());
            case RoleBinding binding -> binding.setSubjects(us());
            default -> {}
        }
        return object;
    }

    private List<PolicyRule> less(List<PolicyRule> rules, String resource, String verb) {
        known = new ShippedRole(rules).without(resource, verb);
        return known.rules();
    }

    private List<Subject> us() {
        return List.of(new Subject("rbac.authorization.k8s.io", "User", user, null));
    }
}
