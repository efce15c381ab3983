package dev.slipway.syncservice.outbound.argocd;

import dev.slipway.events.values.EngineHealth;
import dev.slipway.events.values.EngineSync;
import dev.slipway.events.values.Redacted;
import dev.slipway.syncservice.core.Observation;
import dev.slipway.syncservice.outbound.engine.Fields;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An Application as an observation. Pure. */
public final class ArgoObservation {
    private ArgoObservation() {}

    public static Observation of(GenericKubernetesResource application) {
        var status = Fields.of(application).at("status");
        var metadata = application.getMetadata();
        var object = "Application " + metadata.getNamespace() + "/" + metadata.getName();
        if (metadata.getDeletionTimestamp() != null) {
            return Observation.leaving(Declared.TYPE, object);
        }
        var sync = status.at("sync");
        var several = sync.texts("revisions");
        return new Observation(
                Declared.TYPE,
                object,
                sync(sync.text("status", "")),
                health(status.at("health").text("status", "")),
                several.isEmpty() ? sync.text("revision") : several.getFirst(),
                message(status),
                status.has("resources") ? status.list("resources").size() : null);
    }

    /** What keeps it from being compared says more than what it is compared with, and that more than a pod. */
    private static @Nullable String message(Fields status) {
        var operation = status.at("operationState");
        var failed = Optional.ofNullable(operation.text("message"))
                .filter(_ -> operation.text("phase", "").matches("Failed|Error"));
        return status.list("conditions").stream()
                .filter(condition -> condition.text("type", "").endsWith("Error"))
                .map(condition -> condition.text("message", ""))
                .findFirst()
                .or(() -> failed)
                .or(() -> Optional.ofNullable(status.at("health").text("message")))
                .map(Redacted::of)
                .orElse(null);
    }

    private static EngineSync sync(String status) {
        return switch (status) {
            case "Synced" -> EngineSync.SYNCED;
            case "OutOfSync" -> EngineSync.OUT_OF_SYNC;
            default -> EngineSync.UNKNOWN;
        };
    }

    private static EngineHealth health(String status) {
        return switch (status) {
            case "Healthy" -> EngineHealth.HEALTHY;
            case "Progressing" -> EngineHealth.PROGRESSING;
            case "Degraded" -> EngineHealth.DEGRADED;
            case "Suspended" -> EngineHealth.SUSPENDED;
            case "Missing" -> EngineHealth.MISSING;
            default -> EngineHealth.UNKNOWN;
        };
    }
}
