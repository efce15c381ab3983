package dev.slipway.syncservice.outbound.flux;

import dev.slipway.syncservice.core.Observation;
import dev.slipway.syncservice.core.Observation.Health;
import dev.slipway.syncservice.core.Observation.Sync;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import org.jspecify.annotations.Nullable;

/** What a Kustomization or a HelmRelease says of its environment at this moment. */
public final class FluxObserved {
    private FluxObserved() {}

    public static Observation of(GenericKubernetesResource resource) {
        var object = new FluxObject(resource);
        var applied = object.applied();
        return new Observation(
                FluxEngine.TYPE,
                object.namespace() + "/" + object.name(),
                sync(object),
                health(object),
                applied.isEmpty()
                        ? null
                        : FluxRevision.commit(applied).map(Object::toString).orElse(applied),
                message(object));
    }

    /** Whether all that the source had when Flux looked last is applied. */
    private static Sync sync(FluxObject object) {
        if (object.isReady()) {
            return Sync.SYNCED;
        }
        var applied = object.status().text("lastAppliedRevision", object.applied());
        return object.attempted().isEmpty() || object.attempted().equals(applied) ? Sync.UNKNOWN : Sync.OUT_OF_SYNC;
    }

    private static Health health(FluxObject object) {
        if (object.isSuspended()) {
            return Health.SUSPENDED;
        }
        if (object.atWork().isPresent()) {
            return Health.PROGRESSING;
        }
        if (object.isReady()) {
            return FluxPods.checksHealth(object) ? Health.HEALTHY : Health.UNKNOWN;
        }
        return object.failed()
                .map(ready -> FluxTrouble.ofApplier(object, ready).isEmpty() ? Health.PROGRESSING : Health.DEGRADED)
                .orElse(Health.UNKNOWN);
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
