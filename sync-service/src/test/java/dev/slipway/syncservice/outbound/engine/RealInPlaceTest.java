package dev.slipway.syncservice.outbound.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.service.PermanentFailure;
import dev.slipway.syncservice.outbound.ClientKey;
import dev.slipway.syncservice.outbound.NeedsCluster;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When an object is written once more, in a real API server. */
@NeedsCluster
class RealInPlaceTest {
    private static final ResourceDefinitionContext MAPS = EngineObjects.kind("", "v1", "ConfigMap", "configmaps");
    private final KubernetesClient client = new KubernetesClientBuilder()
            .withConfig(ClientKey.asItsCertificateSays(Config.fromKubeconfig(WatchFixture.KUBECONFIG.toFile())))
            .build();
    private final String namespace = "written-" + UUID.randomUUID().toString().substring(0, 8);
    private final EngineObjects objects = new EngineObjects(client);

    @BeforeEach
    void write() throws IOException {
        Namespaces.make(client, namespace);
        objects.apply(MAPS, wanted(Map.of("colour", "blue", "size", "7")), null);
    }

    @AfterEach
    void end() {
        client.namespaces().withName(namespace).delete();
        client.close();
    }

    @Test
    void whatHoldsAllOfItIsNotWrittenAgain() throws IOException {
        var seen = seen();

        assertThat(objects.apply(MAPS, wanted(Map.of("size", "7", "colour", "blue")), seen))
                .isSameAs(seen);
    }

    @Test
    void whatOthersAddIsNoReason() throws IOException {
        edit(map -> {
            map.getData().put("theirs", "x");
            map.getMetadata().setLabels(Map.of("app.kubernetes.io/managed-by", "slipway", "theirs", "y"));
        });
        var seen = seen();

        assertThat(objects.apply(MAPS, wanted(Map.of("colour", "blue", "size", "7")), seen))
                .isSameAs(seen);
    }

    @Test
    void whatIsWantedNoMoreIsTakenOut() throws IOException {
        objects.apply(MAPS, wanted(Map.of("colour", "blue")), seen());

        assertThat(data()).isEqualTo(Map.of("colour", "blue"));
    }

    @Test
    void whatSomebodyTookOutIsThereAgain() throws IOException {
        edit(map -> map.getData().remove("size"));

        objects.apply(MAPS, wanted(Map.of("colour", "blue", "size", "7")), seen());

        assertThat(data()).isEqualTo(Map.of("colour", "blue", "size", "7"));
    }

    @Test
    void whatSomebodyChangedIsTheirsAndSaid() throws IOException {
        edit(map -> map.getData().put("size", "8"));

        assertThatExceptionOfType(PermanentFailure.class)
                .isThrownBy(() -> objects.apply(MAPS, wanted(Map.of("colour", "blue", "size", "7")), seen()))
                .withMessageContaining("size");
        assertThat(data()).containsEntry("size", "8");
    }

    @Test
    void whatIsNewlyWantedIsWritten() throws IOException {
        edit(map -> map.getData().put("shape", "round"));

        objects.apply(MAPS, wanted(Map.of("colour", "blue", "size", "7", "shape", "round")), seen());

        objects.apply(MAPS, wanted(Map.of("colour", "blue", "size", "7")), seen());
        assertThat(data()).as("ours no more, theirs still").containsEntry("shape", "round");
    }

    @Test
    void whatSomebodyMadeAnewFromABackupBecomesOurs() throws IOException {
        var backup = client.configMaps().inNamespace(namespace).withName("one").require();
        backup.getMetadata().setResourceVersion(null);
        backup.getMetadata().setUid(null);
        backup.getMetadata().setManagedFields(List.of());
        client.resource(backup).delete();
        client.resource(backup).create();
        var seen = seen();

        assertThat(objects.apply(MAPS, wanted(Map.of("colour", "blue", "size", "7")), seen))
                .isNotSameAs(seen);
        assertThat(objects.apply(MAPS, wanted(Map.of("colour", "blue", "size", "7")), seen()))
                .satisfies(again -> assertThat(again.getMetadata().getResourceVersion())
                        .isEqualTo(seen().getMetadata().getResourceVersion()));
    }

    @Test
    void whatIsBeingDeletedIsLeftAlone() throws IOException {
        edit(map -> map.getMetadata().setFinalizers(List.of("example.com/theirs")));
        client.configMaps().inNamespace(namespace).withName("one").delete();

        assertThatThrownBy(() -> objects.apply(MAPS, wanted(Map.of("colour", "blue", "size", "7")), seen()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is being deleted");
        edit(map -> map.getMetadata().setFinalizers(List.of()));
    }

    private Map<String, Object> wanted(Map<String, String> data) {
        return Map.of(
                "apiVersion",
                "v1",
                "kind",
                "ConfigMap",
                "metadata",
                Map.of(
                        "name",
                        "one",
                        "namespace",
                        namespace,
                        "labels",
                        Map.of("app.kubernetes.io/managed-by", "slipway")),
                "data",
                data);
    }

    private GenericKubernetesResource seen() throws IOException {
        return objects.find(MAPS, namespace, "one").orElseThrow();
    }

    private Map<String, Object> data() throws IOException {
        return Fields.of(seen()).at("data").of();
    }

    private void edit(Consumer<ConfigMap> how) {
        client.configMaps().inNamespace(namespace).withName("one").edit(map -> {
            map.setData(new HashMap<>(map.getData()));
            how.accept(map);
            return map;
        });
    }
}
