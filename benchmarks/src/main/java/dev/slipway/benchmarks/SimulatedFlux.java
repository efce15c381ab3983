package dev.slipway.benchmarks;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Simulated: it has fetched what it is asked for at once, applies it for a moment, and notes when it was asked and when it said so. */
final class SimulatedFlux implements AutoCloseable {
    private static final ResourceDefinitionContext SOURCES = kind("source", "GitRepository", "gitrepositories");
    private static final ResourceDefinitionContext KUSTOMIZATIONS =
            kind("kustomize", "Kustomization", "kustomizations");
    private static final Duration APPLYING = Duration.ofMillis(50);
    private static final String REQUESTED_AT = "reconcile.fluxcd.io/requestedAt";

    /** By the name of the environment's objects, the last time. */
    final Map<String, Long> asked = new ConcurrentHashMap<>();

    final Map<String, Long> ended = new ConcurrentHashMap<>();
    private final Map<String, String> handled = new ConcurrentHashMap<>();
    private final KubernetesClient client;
    private final Supplier<String> newest;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final SharedIndexInformer<GenericKubernetesResource> sources;

    /** @param newest the config branch's commit */
    SimulatedFlux(KubernetesClient client, String namespace, Supplier<String> newest) {
        this.client = client;
        this.newest = newest;
        sources = client.genericKubernetesResources(SOURCES)
                .inNamespace(namespace)
                .inform(telling(this::look));
    }

    private void look(GenericKubernetesResource source) {
        var annotations = source.getMetadata().getAnnotations();
        var request = annotations == null ? null : annotations.get(REQUESTED_AT);
        var name = source.getMetadata().getName();
        if (request != null && !request.equals(handled.put(name, request))) {
            asked.put(name, System.nanoTime());
            threads.execute(() -> end(source, request));
        }
    }

    private void end(GenericKubernetesResource source, String request) {
        var metadata = source.getMetadata();
        var revision = "master@sha1:" + newest.get();
        var artifact = Map.of(
                "revision",
                revision,
                "digest",
                "sha256:" + "0".repeat(64),
                "path",
                "a.tar.gz",
                "url",
                "http://source-controller.flux-system/a.tar.gz",
                "lastUpdateTime",
                now());
        var fetched = well(metadata.getGeneration(), "stored artifact for revision '" + revision + "'");
        fetched.put("artifact", artifact);
        fetched.put("lastHandledReconcileAt", request);
        write(SOURCES, metadata.getNamespace(), metadata.getName(), fetched);
        apply(metadata.getNamespace(), metadata.getName(), revision);
    }

    private void apply(String namespace, String name, String revision) {
        var generation = client.genericKubernetesResources(KUSTOMIZATIONS)
                .inNamespace(namespace)
                .withName(name)
                .require()
                .getMetadata()
                .getGeneration();
        var begun = Map.of(
                "lastAttemptedRevision",
                revision,
                "conditions",
                List.of(
                        condition("Ready", "Unknown", "Progressing", "Reconciliation in progress", generation),
                        condition("Reconciling", "True", "Progressing", "Building " + revision, generation)));
        write(KUSTOMIZATIONS, namespace, name, begun);
        LockSupport.parkNanos(APPLYING.toNanos());
        var applied = well(generation, "Applied revision: " + revision);
        applied.put("lastAppliedRevision", revision);
        ended.put(name, System.nanoTime());
        write(KUSTOMIZATIONS, namespace, name, applied);
    }

    private static Map<String, Object> well(long generation, String message) {
        var ready = condition("Ready", "True", "Succeeded", message, generation);
        return new HashMap<>(Map.of("conditions", List.of(ready), "observedGeneration", generation));
    }

    private static Map<String, Object> condition(
            String type, String status, String reason, String message, long generation) {
        return Map.of(
                "type",
                type,
                "status",
                status,
                "reason",
                reason,
                "message",
                message,
                "lastTransitionTime",
                now(),
                "observedGeneration",
                generation);
    }

    private void write(ResourceDefinitionContext kind, String namespace, String name, Map<String, ?> status) {
        client.genericKubernetesResources(kind)
                .inNamespace(namespace)
                .withName(name)
                .subresource("status")
                .patch(
                        new PatchContext.Builder()
                                .withPatchType(PatchType.JSON_MERGE)
                                .withFieldManager("simulated-flux")
                                .build(),
                        client.getKubernetesSerialization().asJson(Map.of("status", status)));
    }

    private static String now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static ResourceDefinitionContext kind(String group, String kind, String plural) {
        return new ResourceDefinitionContext.Builder()
                .withGroup(group + ".toolkit.fluxcd.io")
                .withVersion("v1")
                .withKind(kind)
                .withPlural(plural)
                .withNamespaced(true)
                .build();
    }

    private static ResourceEventHandler<GenericKubernetesResource> telling(Consumer<GenericKubernetesResource> whom) {
        return new ResourceEventHandler<>() {
            @Override
            public void onAdd(GenericKubernetesResource object) {
                whom.accept(object);
            }

            @Override
            public void onUpdate(GenericKubernetesResource old, GenericKubernetesResource object) {
                whom.accept(object);
            }

            @Override
            public void onDelete(GenericKubernetesResource object, boolean unknown) {}
        };
    }

    @Override
    public void close() {
        sources.close();
        threads.shutdownNow();
    }
}
