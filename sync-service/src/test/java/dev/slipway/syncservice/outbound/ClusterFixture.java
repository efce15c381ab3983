package dev.slipway.syncservice.outbound;

import dev.slipway.outside.cluster.SimulatedCluster;
import dev.slipway.syncservice.core.Manifest;
import dev.slipway.syncservice.core.Rollout;
import dev.slipway.syncservice.core.Rollout.UnderWay;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A cluster with a namespace that is ours alone, and our way into it: the simulated one, whose registry has one image, or a real one. */
final class ClusterFixture implements AutoCloseable {
    static final String IMAGE = "registry.example/shop:1";
    /** Pods with it find none, or crash, or never get ready; in both clusters. */
    static final String BROKEN = "registry.example/broken:1";

    final KubernetesClient client;
    final KubernetesCluster cluster;
    final String namespace;
    private final AutoCloseable outside;

    private ClusterFixture(KubernetesClient client, String namespace, AutoCloseable outside) {
        this.client = client;
        this.namespace = namespace;
        this.outside = outside;
        cluster = new KubernetesCluster(client);
    }

    static ClusterFixture simulated(Path folder) throws IOException {
        var cluster = SimulatedCluster.start(
                folder, 0, "token", image -> image.equals(IMAGE) ? Optional.of(Map.of()) : Optional.empty());
        return new ClusterFixture(client(cluster.url(), "token"), "shop", cluster);
    }

    static ClusterFixture real(Path kubeconfig) {
        var config = ClientKey.asItsCertificateSays(new ConfigBuilder(Config.fromKubeconfig(kubeconfig.toFile()))
                .withRequestRetryBackoffLimit(0)
                .build());
        var client = new KubernetesClientBuilder().withConfig(config).build();
        var namespace = "shop-" + UUID.randomUUID().toString().substring(0, 8);
        return new ClusterFixture(
                client, namespace, () -> client.namespaces().withName(namespace).delete());
    }

    static KubernetesClient client(String url, String token) {
        return new KubernetesClientBuilder()
                .withConfig(new ConfigBuilder(Config.empty())
                        .withMasterUrl(url)
                        .withOauthToken(token)
                        .withRequestRetryBackoffLimit(0)
                        .build())
                .build();
    }

    Rollout ended(List<Manifest> manifests) {
        return Awaitility.await()
                .atMost(60, TimeUnit.SECONDS) // a control plane that has just been started is slow at first
                .pollInterval(50, TimeUnit.MILLISECONDS)
                .until(() -> cluster.rollout(manifests, namespace), rollout -> !(rollout instanceof UnderWay));
    }

    Rollout applied(Manifest... manifests) throws IOException, InterruptedException {
        var all = List.of(manifests);
        cluster.apply(all, namespace);
        return ended(all);
    }

    Manifest namespace() {
        return manifest("v1", "Namespace", namespace, Map.of());
    }

    static Manifest service() {
        return manifest(
                "v1",
                "Service",
                "web",
                Map.of("selector", Map.of("app", "web"), "ports", List.of(Map.of("port", 80, "targetPort", 8080))));
    }

    static Manifest deployment(String image, Map<String, String> environment) {
        return workload("Deployment", image, environment);
    }

    static Manifest workload(String kind, String image, Map<String, String> environment) {
        return workload(kind, "web", image, environment);
    }

    static Manifest workload(String kind, String name, String image, Map<String, String> environment) {
        List<Map<String, String>> variables = environment.entrySet().stream()
                .map(e -> Map.of("name", e.getKey(), "value", e.getValue()))
                .toList();
        var container = Map.of("name", name, "image", image, "env", variables);
        var template = Map.of(
                "metadata", Map.of("labels", Map.of("app", name)), "spec", Map.of("containers", List.of(container)));
        Map<String, Object> spec = Map.of("selector", Map.of("matchLabels", Map.of("app", name)), "template", template);
        var counted = kind.equals("DaemonSet")
                ? spec
                : Stream.concat(spec.entrySet().stream(), Map.<String, Object>of("replicas", 2).entrySet().stream())
                        .collect(java.util.stream.Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        return manifest("apps/v1", kind, name, counted);
    }

    static Manifest manifest(String apiVersion, String kind, String name, Map<String, Object> spec) {
        return new Manifest(
                "prod/" + kind.toLowerCase(java.util.Locale.ROOT) + ".yaml",
                3,
                apiVersion,
                kind,
                null,
                name,
                Map.of("apiVersion", apiVersion, "kind", kind, "metadata", Map.of("name", name), "spec", spec));
    }

    @Override
    public void close() {
        try (client) {
            outside.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
