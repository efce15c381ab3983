package dev.slipway.benchmarks;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Simulated: it ends each sync that is asked for at once, well or badly, and notes when it was asked and when it said so. */
final class SimulatedArgoCd implements AutoCloseable {
    static final ResourceDefinitionContext APPLICATIONS = new ResourceDefinitionContext.Builder()
            .withGroup("argoproj.io")
            .withVersion("v1alpha1")
            .withKind("Application")
            .withPlural("applications")
            .withNamespaced(true)
            .build();

    /** By the subject of the row that a sync is for. */
    final Map<String, Long> asked = new ConcurrentHashMap<>();

    final Map<String, Long> ended = new ConcurrentHashMap<>();
    volatile Set<String> failing = Set.of();
    private final KubernetesClient client;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final SharedIndexInformer<GenericKubernetesResource> informer;

    SimulatedArgoCd(KubernetesClient client, String namespace) {
        this.client = client;
        informer = client.genericKubernetesResources(APPLICATIONS)
                .inNamespace(namespace)
                .inform(new ResourceEventHandler<>() {
                    @Override
                    public void onAdd(GenericKubernetesResource object) {
                        look(object);
                    }

                    @Override
                    public void onUpdate(GenericKubernetesResource old, GenericKubernetesResource object) {
                        look(object);
                    }

                    @Override
                    public void onDelete(GenericKubernetesResource object, boolean unknown) {}
                });
    }

    private void look(GenericKubernetesResource application) {
        if (application.getAdditionalProperties().get("operation") instanceof Map<?, ?> operation) {
            var subject = subject(operation);
            if (asked.putIfAbsent(subject, System.nanoTime()) == null || isFailing(application)) {
                threads.execute(() -> end(application, operation, subject));
            }
        }
    }

    private boolean isFailing(GenericKubernetesResource application) {
        return failing.contains(application.getMetadata().getName());
    }

    private static String subject(Map<?, ?> operation) {
        return operation.get("info") instanceof List<?> info
                        && !info.isEmpty()
                        && info.getFirst() instanceof Map<?, ?> first
                ? String.valueOf(first.get("value"))
                : "";
    }

    private void end(GenericKubernetesResource application, Map<?, ?> operation, String subject) {
        var revision = operation.get("sync") instanceof Map<?, ?> sync ? String.valueOf(sync.get("revision")) : "";
        var now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        var fails = isFailing(application);
        var state = Map.of(
                "operation",
                operation,
                "phase",
                fails ? "Failed" : "Succeeded",
                "message",
                fails ? "dial tcp 10.0.0.1:443: connect: connection refused" : "successfully synced",
                "startedAt",
                now,
                "finishedAt",
                now,
                "syncResult",
                Map.of("revision", revision));
        var patch = new HashMap<String, Object>();
        patch.put("operation", null);
        patch.put(
                "status",
                Map.of(
                        "operationState",
                        state,
                        "sync",
                        Map.of("status", fails ? "OutOfSync" : "Synced", "revision", revision),
                        "health",
                        Map.of("status", "Healthy"),
                        "reconciledAt",
                        now));
        ended.put(subject, System.nanoTime());
        client.genericKubernetesResources(APPLICATIONS)
                .inNamespace(application.getMetadata().getNamespace())
                .withName(application.getMetadata().getName())
                .patch(
                        new PatchContext.Builder()
                                .withPatchType(PatchType.JSON_MERGE)
                                .withFieldManager("argocd-controller")
                                .build(),
                        client.getKubernetesSerialization().asJson(patch));
    }

    @Override
    public void close() {
        informer.close();
        threads.shutdownNow();
    }
}
