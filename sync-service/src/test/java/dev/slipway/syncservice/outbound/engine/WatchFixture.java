package dev.slipway.syncservice.outbound.engine;

import dev.slipway.syncservice.outbound.ClientKey;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/** Config maps of a namespace that is ours alone, watched over a link that trouble can be made on, and written past it. */
final class WatchFixture implements AutoCloseable {
    static final Path KUBECONFIG = Path.of(System.getProperty("slipway.test.kubeconfig", ""));
    static final ResourceDefinitionContext CONFIG_MAPS = EngineObjects.kind("", "v1", "ConfigMap", "configmaps");

    final String namespace = "watch-" + UUID.randomUUID().toString().substring(0, 8);
    final KubernetesClient direct = client(UnaryOperator.identity());
    final Link link;
    final KubernetesClient client;
    final Watched watched;
    private final List<String> changes = new CopyOnWriteArrayList<>();

    /** @param server an API server of this cluster */
    WatchFixture(URI server, Duration silenceMax, UnaryOperator<ConfigBuilder> as)
            throws IOException, InterruptedException {
        Namespaces.make(direct, namespace);
        link = new Link(server);
        client = client(config -> as.apply(config.withMasterUrl(link.url())));
        watched = Watched.start(
                client,
                CONFIG_MAPS,
                namespace,
                object -> changes.add(object.getMetadata().getName() + "=" + value(object)),
                silenceMax);
    }

    static KubernetesClient client(UnaryOperator<ConfigBuilder> as) {
        var config = new ConfigBuilder(Config.fromKubeconfig(KUBECONFIG.toFile()))
                .withRequestRetryBackoffLimit(0)
                .withWatchReconnectInterval(200);
        return new KubernetesClientBuilder()
                .withConfig(ClientKey.asItsCertificateSays(as.apply(config).build()))
                .build();
    }

    static URI server() {
        return URI.create(Config.fromKubeconfig(KUBECONFIG.toFile()).getMasterUrl());
    }

    /** What was told, in its order, without what Kubernetes itself puts into each namespace. */
    List<String> told() {
        return changes.stream().filter(change -> !change.startsWith("kube-")).toList();
    }

    void set(String name, String value) {
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

    void delete(String name) {
        direct.configMaps().inNamespace(namespace).withName(name).delete();
    }

    String version(String name) {
        return watched.find(namespace, name).orElseThrow().getMetadata().getResourceVersion();
    }

    static String value(GenericKubernetesResource object) {
        return Fields.of(object).at("data").text("value", "");
    }

    @Override
    public void close() throws IOException {
        watched.close();
        client.close();
        link.close();
        direct.namespaces().withName(namespace).delete();
        direct.close();
    }
}
