package dev.slipway.syncservice.outbound.flux;

import dev.slipway.syncservice.outbound.engine.Fields;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An object as the simulated controller works on it: status is changed here, and written when it says so. */
final class SimulatedObject {
    private final KubernetesClient client;
    private final ResourceDefinitionContext kind;
    private final Map<String, Object> status;
    private final Map<String, Map<String, Object>> conditions = new LinkedHashMap<>();
    private GenericKubernetesResource resource;

    SimulatedObject(KubernetesClient client, ResourceDefinitionContext kind, GenericKubernetesResource resource) {
        this.client = client;
        this.kind = kind;
        this.resource = resource;
        status = new LinkedHashMap<>(Fields.of(resource).at("status").of());
        Fields.of(resource)
                .at("status")
                .list("conditions")
                .forEach(one -> conditions.put(one.text("type", ""), one.of()));
    }

    FluxObject seen() {
        return new FluxObject(resource);
    }

    Fields spec() {
        return Fields.of(resource).at("spec");
    }

    String text(String key) {
        return new Fields(status).text(key, "");
    }

    void set(String key, Object value) {
        status.put(key, value);
    }

    void condition(String type, String value, String reason, String message) {
        conditions.put(
                type,
                Map.of(
                        "type", type,
                        "status", value,
                        "reason", reason,
                        "message", message,
                        "lastTransitionTime", Instant.now().toString(),
                        "observedGeneration", resource.getMetadata().getGeneration()));
    }

    void progressing(String message) {
        condition("Ready", "Unknown", "Progressing", "Reconciliation in progress");
        condition("Reconciling", "True", "Progressing", message);
        write();
    }

    /** As Flux ends a reconciliation: only what went well counts as observed, and a request is noted however it went. */
    void end(boolean well, String reason, String message) {
        condition("Ready", well ? "True" : "False", reason, message);
        if (well) {
            conditions.remove("Reconciling");
            status.put("observedGeneration", resource.getMetadata().getGeneration());
        } else {
            condition("Reconciling", "True", "ProgressingWithRetry", message);
        }
        handled();
    }

    void remove(String condition) {
        conditions.remove(condition);
    }

    void handled() {
        var requested = seen().annotation(FluxObject.REQUESTED_AT);
        if (requested != null) {
            status.put("lastHandledReconcileAt", requested);
        }
        write();
    }

    /** What it holds afterwards is what the API server has then: a request that was made meanwhile is in it, as with the real one. */
    void write() {
        status.put("conditions", new ArrayList<>(List.copyOf(conditions.values())));
        var body = client.getKubernetesSerialization().asJson(Map.of("status", status));
        resource = client.genericKubernetesResources(kind)
                .inNamespace(resource.getMetadata().getNamespace())
                .withName(resource.getMetadata().getName())
                .subresource("status")
                .patch(
                        new PatchContext.Builder()
                                .withPatchType(PatchType.JSON_MERGE)
                                .withFieldManager("simulated-flux")
                                .build(),
                        body);
    }
}
