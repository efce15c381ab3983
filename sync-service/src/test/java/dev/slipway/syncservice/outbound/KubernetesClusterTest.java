package dev.slipway.syncservice.outbound;

import static dev.slipway.syncservice.outbound.ClusterFixture.IMAGE;
import static dev.slipway.syncservice.outbound.ClusterFixture.NAMESPACE;
import static dev.slipway.syncservice.outbound.ClusterFixture.deployment;
import static dev.slipway.syncservice.outbound.ClusterFixture.manifest;
import static dev.slipway.syncservice.outbound.ClusterFixture.namespace;
import static dev.slipway.syncservice.outbound.ClusterFixture.service;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.events.values.Failure;
import dev.slipway.events.values.Segment;
import dev.slipway.service.PermanentFailure;
import dev.slipway.syncservice.core.Cluster.Rollout.Done;
import dev.slipway.syncservice.core.Manifest;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KubernetesClusterTest {
    @TempDir
    Path folder;

    private ClusterFixture outside;

    @BeforeEach
    void start() throws IOException {
        outside = new ClusterFixture(folder);
    }

    @AfterEach
    void stop() {
        outside.close();
    }

    @Test
    void theNamespaceIsThereBeforeWhatIsInItWhateverTheOrder() throws Exception {
        outside.cluster.apply(List.of(service(), deployment(IMAGE, Map.of()), namespace()), NAMESPACE);

        assertThat(outside.client
                        .services()
                        .inNamespace(NAMESPACE)
                        .withName("web")
                        .get()
                        .getSpec()
                        .getSelector())
                .containsEntry("app", "web");
    }

    @Test
    void whatIsThereAlreadyKeepsItsVersion() throws Exception {
        var manifests = List.of(namespace(), service(), deployment(IMAGE, Map.of("GREETING", "hello")));
        outside.cluster.apply(manifests, NAMESPACE);
        assertThat(outside.ended(manifests)).isEqualTo(new Done(2));
        var service = version(
                outside.client.services().inNamespace(NAMESPACE).withName("web").get());
        var deployment = version(live());

        outside.cluster.apply(manifests, NAMESPACE);

        assertThat(version(outside.client
                        .services()
                        .inNamespace(NAMESPACE)
                        .withName("web")
                        .get()))
                .isEqualTo(service);
        assertThat(version(live())).isEqualTo(deployment);
    }

    @Test
    void aVariableThatIsNoLongerWantedDisappears() throws Exception {
        outside.applied(namespace(), deployment(IMAGE, Map.of("GREETING", "hello", "NAME", "Li")));

        outside.applied(namespace(), deployment(IMAGE, Map.of("NAME", "Li")));

        assertThat(live().getSpec()
                        .getTemplate()
                        .getSpec()
                        .getContainers()
                        .getFirst()
                        .getEnv())
                .singleElement()
                .satisfies(variable -> assertThat(variable.getName()).isEqualTo("NAME"));
    }

    @Test
    void whatSomebodyElseChangedByHandIsTakenBack() throws Exception {
        outside.applied(namespace(), deployment(IMAGE, Map.of()));
        outside.client
                .apps()
                .deployments()
                .inNamespace(NAMESPACE)
                .withName("web")
                .scale(1);

        outside.applied(namespace(), deployment(IMAGE, Map.of()));

        assertThat(live().getSpec().getReplicas()).isEqualTo(2);
    }

    @Test
    void aMissingNamespaceIsRefusedNamingTheFile() {
        var why = refusal(service());

        assertThat(why.segment()).isEqualTo(Segment.CLUSTER);
        assertThat(why.seen()).contains("Service web (prod/service.yaml:3)", "namespaces \"shop\" not found");
        assertThat(why.nextStep()).contains("add the Namespace");
    }

    @Test
    void anUnknownKindIsRefusedNamingTheFile() {
        var why = refusal(namespace(), manifest("example.com/v1", "Widget", "web", Map.of("size", 1)));

        assertThat(why.seen()).contains("Widget web (prod/widget.yaml:3)");
        assertThat(why.nextStep()).contains("example.com/v1 Widget");
    }

    @Test
    void anInvalidObjectIsRefusedNamingTheFileAndTheField() {
        var why = refusal(namespace(), manifest("apps/v1", "Deployment", "web", Map.of("replicas", 1)));

        assertThat(why.seen()).contains("prod/deployment.yaml:3", "spec.selector");
    }

    @Test
    void aWrongTokenMayBeReplacedAndIsTriedAgain() {
        try (var client = outside.connect("stale")) {
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> new KubernetesCluster(client).apply(List.of(namespace()), NAMESPACE))
                    .withMessageContaining("valid token");
        }
    }

    private Failure refusal(Manifest... manifests) {
        return catchThrowableOfType(PermanentFailure.class, () -> outside.cluster.apply(List.of(manifests), NAMESPACE))
                .failure();
    }

    private io.fabric8.kubernetes.api.model.apps.Deployment live() {
        return outside.client
                .apps()
                .deployments()
                .inNamespace(NAMESPACE)
                .withName("web")
                .get();
    }

    private static String version(HasMetadata object) {
        return object.getMetadata().getResourceVersion();
    }
}
