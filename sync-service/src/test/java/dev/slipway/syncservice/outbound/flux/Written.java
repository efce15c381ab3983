package dev.slipway.syncservice.outbound.flux;

import dev.slipway.syncservice.outbound.engine.MergePatch;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One of Flux' objects, written down. */
record Written(
        String kind,
        long generation,
        Map<String, String> annotations,
        Map<String, Object> spec,
        Map<String, Object> status) {
    private static final long GENERATION = 3;

    static Written source() {
        return of("GitRepository")
                .spec(Map.of("url", "https://git.example/config.git", "ref", Map.of("branch", "master")));
    }

    static Written chart() {
        return of("HelmChart");
    }

    static Written kustomization() {
        return of("Kustomization").spec(Map.of("wait", true));
    }

    static Written helmRelease() {
        return of("HelmRelease");
    }

    private static Written of(String kind) {
        return new Written(kind, GENERATION, Map.of(), Map.of(), Map.of());
    }

    static Map<String, Object> artifact(String revision) {
        return Map.of("revision", revision);
    }

    Written spec(Map<String, Object> more) {
        return new Written(kind, generation, annotations, MergePatch.of(spec, more), status);
    }

    Written suspended() {
        return spec(Map.of("suspend", true));
    }

    Written generation(long other) {
        return new Written(kind, other, annotations, spec, status);
    }

    Written with(String key, Object value) {
        return new Written(kind, generation, annotations, spec, MergePatch.of(status, Map.of(key, value)));
    }

    Written requested(String at, String handled) {
        return new Written(kind, generation, Map.of(FluxObject.REQUESTED_AT, at), spec, status)
                .with("lastHandledReconcileAt", handled);
    }

    Written ready() {
        return with("observedGeneration", GENERATION).and(condition("Ready", "True", "Succeeded", "done", GENERATION));
    }

    Written failed(String reason, String message) {
        return and(condition("Ready", "False", reason, message, GENERATION))
                .and(condition("Reconciling", "True", "ProgressingWithRetry", message, GENERATION));
    }

    Written working(String message) {
        return and(condition("Reconciling", "True", "Progressing", message, GENERATION));
    }

    Written and(Map<String, Object> condition) {
        var all = new ArrayList<Object>(seen().status().list("conditions").stream()
                .map(one -> one.of())
                .filter(one -> !Objects.equals(one.get("type"), condition.get("type")))
                .toList());
        all.add(condition);
        return with("conditions", List.copyOf(all));
    }

    static Map<String, Object> condition(
            String type, String value, String reason, String message, @Nullable Long generation) {
        var condition = new LinkedHashMap<String, Object>();
        condition.putAll(Map.of("type", type, "status", value, "reason", reason, "message", message));
        if (generation != null) {
            condition.put("observedGeneration", generation);
        }
        return condition;
    }

    GenericKubernetesResource resource() {
        var resource = new GenericKubernetesResource();
        resource.setKind(kind);
        resource.setMetadata(new ObjectMetaBuilder()
                .withName("hichat-prod")
                .withNamespace("flux-system")
                .withGeneration(generation)
                .withResourceVersion("7")
                .withAnnotations(annotations)
                .build());
        resource.setAdditionalProperty("spec", spec);
        resource.setAdditionalProperty("status", status);
        return resource;
    }

    FluxObject seen() {
        return new FluxObject(resource());
    }
}
