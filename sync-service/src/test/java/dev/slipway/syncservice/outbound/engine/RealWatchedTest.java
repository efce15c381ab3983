package dev.slipway.syncservice.outbound.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.syncservice.outbound.ClientKey;
import dev.slipway.syncservice.outbound.NeedsCluster;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A watch of a real API server, over a link that is cut for real. */
@NeedsCluster
class RealWatchedTest {
    static final String KUBECONFIG = "slipway.test.kubeconfig";
    private static final ResourceDefinitionContext CONFIG_MAPS =
            EngineObjects.kind("", "v1", "ConfigMap", "configmaps");

    private final String namespace = "watch-" + UUID.randomUUID().toString().substring(0, 8);
    private KubernetesClient direct;
    private KubernetesClient client;
    private Link link;
    private Watched watched;

    @BeforeEach
    void start() throws Exception {
        var config =
                Config.fromKubeconfig(Path.of(System.getProperty(KUBECONFIG)).toFile());
        direct = client(config);
        direct.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(namespace)
                        .endMetadata()
                        .build())
                .create();
        link = new Link(java.net.URI.create(config.getMasterUrl()));
        client = client(new ConfigBuilder(config)
                .withMasterUrl(link.url())
                .withRequestRetryBackoffLimit(0)
                .withWatchReconnectInterval(200)
                .build());
        watched = Watched.start(client, CONFIG_MAPS, namespace);
    }

    @AfterEach
    void stop() throws Exception {
        watched.close();
        client.close();
        link.close();
        direct.namespaces().withName(namespace).delete();
        direct.close();
    }

    private static KubernetesClient client(Config config) {
        return new KubernetesClientBuilder()
                .withConfig(ClientKey.asItsCertificateSays(config))
                .build();
    }

    @Test
    void whoWaitsIsWokenByTheChange() throws Exception {
        set("a", "1");
        Awaitility.await().until(() -> watched.find(namespace, "a").isPresent());
        var seen = version("a");
        Thread.ofVirtual().start(() -> set("a", "2"));

        var begun = System.nanoTime();
        watched.rest(namespace, "a", seen, Duration.ofSeconds(20));

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
        assertThat(watched.find(namespace, "a").map(RealWatchedTest::value)).contains("2");
    }

    @Test
    void aChangeBeforeTheWaitIsNotSleptOver() throws Exception {
        set("a", "1");
        Awaitility.await().until(() -> watched.find(namespace, "a").isPresent());

        var begun = System.nanoTime();
        watched.rest(namespace, "a", "an older version", Duration.ofSeconds(20));

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void whatHappensWhileTheLinkIsCutIsFoundAfterwardsAndNobodyTakesWhatWasForWhatIs() throws Exception {
        set("a", "1");
        set("gone", "1");
        Awaitility.await().until(() -> "1".equals(now("a")) && "1".equals(now("gone")));

        link.cut();
        Awaitility.await().until(() -> !watched.connected());
        assertThatThrownBy(() -> watched.current(namespace, "a"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("out of reach");
        set("a", "2");
        set("b", "1");
        direct.configMaps().inNamespace(namespace).withName("gone").delete();
        link.mend();

        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> "2".equals(now("a")) && "1".equals(now("b")) && now("gone") == null);
        assertThat(watched.current(namespace, "a").map(RealWatchedTest::value)).contains("2");
        set("b", "2");
        Awaitility.await().until(() -> "2".equals(now("b")));
    }

    private @Nullable String now(String name) {
        return watched.find(namespace, name).map(RealWatchedTest::value).orElse(null);
    }

    private void set(String name, String value) {
        direct.resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withNamespace(namespace)
                        .endMetadata()
                        .withData(Map.of("value", value))
                        .build())
                .fieldManager("test")
                .serverSideApply();
    }

    private String version(String name) {
        return watched.find(namespace, name).orElseThrow().getMetadata().getResourceVersion();
    }

    private static String value(GenericKubernetesResource object) {
        return Fields.of(object).at("data").text("value", "");
    }
}
