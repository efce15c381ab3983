package dev.slipway.benchmarks;

import dev.slipway.syncservice.outbound.ClientKey;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;

/** Objects of Argo CD and Flux that are somebody else's, with as much in them as theirs have. */
final class EngineObjectsOfMany {
    private static final int AT_ONCE = 16;
    private static final int RESOURCES = 15;

    private EngineObjectsOfMany() {}

    static KubernetesClient client(Path kubeconfig) {
        return new KubernetesClientBuilder()
                .withConfig(ClientKey.asItsCertificateSays(Config.fromKubeconfig(kubeconfig.toFile())))
                .build();
    }

    static void mustBeDefined(KubernetesClient client) throws IOException {
        for (var kind : List.of("applications.argoproj.io", "kustomizations.kustomize.toolkit.fluxcd.io")) {
            if (client.apiextensions()
                            .v1()
                            .customResourceDefinitions()
                            .withName(kind)
                            .get()
                    == null) {
                throw new IOException(
                        "the cluster has no " + kind
                                + ": apply Argo CD's and Flux' definitions first, or start the control plane with --crds FOLDER");
            }
        }
    }

    static void make(KubernetesClient client, String namespace, int applications, int kustomizations)
            throws IOException, InterruptedException {
        var slots = new Semaphore(AT_ONCE);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var made = new ArrayList<Future<?>>();
            for (var object : IntStream.range(0, applications + kustomizations)
                    .mapToObj(n -> n < applications ? application(n, namespace) : kustomization(n, namespace))
                    .toList()) {
                made.add(threads.submit(() -> {
                    slots.acquire();
                    try {
                        client.resource(client.getKubernetesSerialization()
                                        .convertValue(object, GenericKubernetesResource.class))
                                .create();
                    } finally {
                        slots.release();
                    }
                    return object;
                }));
            }
            for (var one : made) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        }
    }

    private static Map<String, Object> application(int number, String namespace) {
        var source =
                Map.of("repoURL", "https://git.example/" + number + ".git", "path", "k8s", "targetRevision", "main");
        var destination = Map.of("server", "https://kubernetes.default.svc", "namespace", "team-" + number);
        return Map.of(
                "apiVersion", "argoproj.io/v1alpha1",
                "kind", "Application",
                "metadata", Map.of("name", "other-" + number, "namespace", namespace),
                "spec", Map.of("project", "default", "source", source, "destination", destination),
                "status",
                        Map.of(
                                "sync",
                                        Map.of(
                                                "status", "Synced",
                                                "revision", "%040x".formatted(number),
                                                "comparedTo", Map.of("source", source, "destination", destination)),
                                "health", Map.of("status", "Healthy"),
                                "reconciledAt", "2026-11-20T12:00:00Z",
                                "resources", resources()));
    }

    private static List<Map<String, String>> resources() {
        return IntStream.range(0, RESOURCES)
                .mapToObj(n -> Map.of(
                        "group",
                        "apps",
                        "version",
                        "v1",
                        "kind",
                        "Deployment",
                        "namespace",
                        "team",
                        "name",
                        "web-" + n,
                        "status",
                        "Synced"))
                .toList();
    }

    private static Map<String, Object> kustomization(int number, String namespace) {
        return Map.of(
                "apiVersion",
                "kustomize.toolkit.fluxcd.io/v1",
                "kind",
                "Kustomization",
                "metadata",
                Map.of("name", "other-" + number, "namespace", namespace),
                "spec",
                Map.of(
                        "interval",
                        "10m",
                        "path",
                        "./k8s",
                        "prune",
                        true,
                        "sourceRef",
                        Map.of("kind", "GitRepository", "name", "other-" + number)));
    }
}
