package dev.slipway.syncservice.outbound.flux;

import dev.slipway.events.values.EngineComponent;
import dev.slipway.events.values.EngineHealth;
import dev.slipway.syncservice.core.Finding;
import dev.slipway.syncservice.outbound.engine.Workloads;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How Flux itself is in a cluster. Pure. */
final class FluxHealth {
    static final String PART_OF = "flux";
    /** Without these no environment is brought anywhere; the others are needed by some. */
    private static final List<String> NEEDED = List.of("source-controller", "kustomize-controller");

    private FluxHealth() {}

    /** @param served the version of each kind that is served; a kind that is not there is missing */
    static Finding of(String namespace, Workloads workloads, Map<FluxKind, String> served) {
        var troubles = troubles(workloads, served);
        return new Finding(
                FluxEngine.TYPE,
                namespace,
                troubles.isEmpty() ? EngineHealth.HEALTHY : EngineHealth.DEGRADED,
                workloads.version().orElse(null),
                workloads.components(),
                served.entrySet().stream()
                        .map(kind -> kind.getKey() + " " + kind.getValue())
                        .sorted()
                        .toList(),
                troubles);
    }

    private static List<String> troubles(Workloads workloads, Map<FluxKind, String> served) {
        var troubles = new ArrayList<String>();
        for (var kind : List.of(FluxKind.GIT_REPOSITORY, FluxKind.KUSTOMIZATION)) {
            if (!served.containsKey(kind)) {
                troubles.add("the cluster serves no " + kind + ": Flux' definitions are not installed");
            }
        }
        var names = workloads.components().stream().map(EngineComponent::name).toList();
        for (var name : NEEDED) {
            if (!names.contains(name)) {
                troubles.add(
                        "there is no " + name + ": nothing is " + (name.startsWith("source") ? "fetched" : "applied"));
            }
        }
        troubles.addAll(workloads.troubles());
        return troubles;
    }
}
