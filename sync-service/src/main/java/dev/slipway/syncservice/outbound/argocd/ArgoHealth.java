package dev.slipway.syncservice.outbound.argocd;

import dev.slipway.events.values.EngineHealth;
import dev.slipway.syncservice.core.Finding;
import dev.slipway.syncservice.outbound.engine.Workloads;
import dev.slipway.syncservice.outbound.engine.Workloads.Workload;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How Argo CD itself is in a cluster. Pure. */
final class ArgoHealth {
    static final String PART_OF = "argocd";
    static final String VERSION = "v1alpha1";
    private static final Map<String, String> KINDS = kinds();
    private static final String CONTROLLER = "application-controller";
    private static final String REPOSITORIES = "repo-server";

    private ArgoHealth() {}

    private static Map<String, String> kinds() {
        var kinds = new LinkedHashMap<String, String>();
        kinds.put("applications", "Application");
        kinds.put("applicationsets", "ApplicationSet");
        kinds.put("appprojects", "AppProject");
        return kinds;
    }

    /** Of all that a group has, which is not Argo CD's alone. */
    static Set<String> its(Set<String> served) {
        var its = new HashSet<>(served);
        its.retainAll(KINDS.keySet());
        return its;
    }

    /** @param served the plurals of its kinds that are served */
    static Finding of(String namespace, Workloads workloads, Set<String> served) {
        var troubles = troubles(workloads, served);
        return new Finding(
                Declared.TYPE,
                namespace,
                troubles.isEmpty() ? EngineHealth.HEALTHY : EngineHealth.DEGRADED,
                version(workloads),
                workloads.components(),
                KINDS.keySet().stream()
                        .filter(served::contains)
                        .map(plural -> KINDS.get(plural) + " " + VERSION)
                        .toList(),
                troubles);
    }

    private static List<String> troubles(Workloads workloads, Set<String> served) {
        var troubles = new ArrayList<String>();
        KINDS.forEach((plural, kind) -> {
            if (!served.contains(plural)) {
                troubles.add("the cluster serves no " + kind + ": Argo CD's definitions are not installed");
            }
        });
        if (of(workloads, CONTROLLER).isEmpty()) {
            troubles.add("there is no " + CONTROLLER + ": nothing is synced");
        }
        if (of(workloads, REPOSITORIES).isEmpty()) {
            troubles.add("there is no " + REPOSITORIES + ": nothing is fetched");
        }
        troubles.addAll(workloads.troubles());
        return troubles;
    }

    /** Its manifests say it in the images alone. */
    private static @Nullable String version(Workloads workloads) {
        return workloads
                .version()
                .or(() -> of(workloads, CONTROLLER)
                        .flatMap(one -> Optional.ofNullable(one.component().version())))
                .orElse(null);
    }

    private static Optional<Workload> of(Workloads workloads, String role) {
        return workloads.all().stream()
                .filter(one -> role.equals(one.role()) || one.component().name().endsWith(role))
                .findFirst();
    }
}
