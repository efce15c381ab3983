package dev.slipway.syncservice.outbound.flux;

import dev.slipway.events.values.EngineHealth;
import dev.slipway.events.values.EngineSync;
import dev.slipway.syncservice.core.Observation;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import org.jspecify.annotations.Nullable;

/** What a Kustomization or a HelmRelease says of its environment at this moment. */
public final class FluxObserved {
    private FluxObserved() {}

    public static Observation of(GenericKubernetesResource resource) {
        var object = new FluxObject(resource);
        if (resource.getMetadata().getDeletionTimestamp() != null) {
            return Observation.leaving(FluxEngine.TYPE, object.toString());
        }
        var applied = object.applied();
        return new Observation(
                FluxEngine.TYPE,
                object.toString(),
                sync(object),
                health(object),
                applied.isEmpty()
                        ? null
                        : FluxRevision.commit(applied).map(Object::toString).orElse(applied),
                message(object),
                FluxInventory.size(object) == 0 ? null : FluxInventory.size(object));
    }

    /** Whether all that the source had when Flux looked last is applied. */
    private static EngineSync sync(FluxObject object) {
        if (object.isReady()) {
            return EngineSync.SYNCED;
        }
        var applied = object.status().text("lastAppliedRevision", object.applied());
        return object.attempted().isEmpty() || object.attempted().equals(applied)
                ? EngineSync.UNKNOWN
                : EngineSync.OUT_OF_SYNC;
    }

    private static EngineHealth health(FluxObject object) {
        if (object.isSuspended()) {
            return EngineHealth.SUSPENDED;
        }
        if (object.atWork().isPresent()) {
            return EngineHealth.PROGRESSING;
        }
        if (object.isReady()) {
            return FluxPods.checksHealth(object) ? EngineHealth.HEALTHY : EngineHealth.UNKNOWN;
        }
        return object.failed()
                .map(ready -> FluxTrouble.ofApplier(object, ready).isEmpty()
                        ? EngineHealth.PROGRESSING
                        : EngineHealth.DEGRADED)
                .orElse(EngineHealth.UNKNOWN);
    }

    private static @Nullable String message(FluxObject object) {
        if (object.isReady()) {
            return FluxPods.checksHealth(object) ? null : "applied; Flux is not told to check its health";
        }
        return object.failed()
                .or(object::atWork)
                .map(condition -> condition.reason() + ": " + condition.message())
                .orElse(null);
    }
}
