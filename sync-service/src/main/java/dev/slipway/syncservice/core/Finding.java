package dev.slipway.syncservice.core;

import dev.slipway.events.values.EngineComponent;
import dev.slipway.events.values.EngineHealth;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an engine itself is in the cluster.
 *
 * @param served its kinds that the API server knows, each with its version
 * @param troubles what keeps it from working, or us from seeing it
 */
public record Finding(
        String engine,
        String namespace,
        EngineHealth health,
        @Nullable String version,
        List<EngineComponent> components,
        List<String> served,
        List<String> troubles) {

    public Finding {
        components = List.copyOf(components);
        served = List.copyOf(served);
        troubles = List.copyOf(troubles);
    }

    public static Finding missing(String engine, String namespace) {
        return new Finding(engine, namespace, EngineHealth.MISSING, null, List.of(), List.of(), List.of());
    }

    /** Of an engine that nobody shows us. */
    public static Finding unknown(String engine, String namespace, String why) {
        return new Finding(engine, namespace, EngineHealth.UNKNOWN, null, List.of(), List.of(), List.of(why));
    }

    /** Whether people would say that nothing has changed; why nobody shows it may be said in other words. */
    boolean isLike(Finding other) {
        return equals(other)
                || (health == EngineHealth.UNKNOWN
                        && other.health == EngineHealth.UNKNOWN
                        && namespace.equals(other.namespace));
    }
}
