package dev.slipway.syncservice.outbound.flux;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How Flux itself is in a cluster.
 *
 * @param version as its manifests call it; null where it is not there, or does not say
 * @param served the version of each kind that is served; a kind that is not there is missing
 * @param troubles what keeps it from working, each with what it means; empty where all is well
 */
public record FluxHealth(
        @Nullable String version, List<Component> components, Map<String, String> served, List<String> troubles) {
    static final String PART_OF = "app.kubernetes.io/part-of";
    private static final String VERSION = "app.kubernetes.io/version";
    /** Without these no environment is brought anywhere; the others are needed by some. */
    private static final List<String> NEEDED = List.of("source-controller", "kustomize-controller");

    /** @param version of its image */
    public record Component(String name, String version, int ready, int wanted) {

        boolean isReady() {
            return ready >= wanted && wanted > 0;
        }
    }

    public FluxHealth {
        components = List.copyOf(components);
        served = Map.copyOf(served);
        troubles = List.copyOf(troubles);
    }

    public boolean isWell() {
        return troubles.isEmpty();
    }

    /** @param deployments those of Flux in its namespace */
    static FluxHealth of(List<Deployment> deployments, Map<FluxKind, String> served) {
        var components = deployments.stream()
                .map(FluxHealth::component)
                .sorted(Comparator.comparing(Component::name))
                .toList();
        var version = deployments.stream()
                .map(one -> label(one, VERSION))
                .filter(one -> one != null)
                .findFirst()
                .orElse(null);
        var kinds = new TreeMap<String, String>();
        served.forEach((kind, its) -> kinds.put(kind.toString(), its));
        return new FluxHealth(version, components, kinds, troubles(components, served));
    }

    private static List<String> troubles(List<Component> components, Map<FluxKind, String> served) {
        var troubles = new ArrayList<String>();
        for (var kind : List.of(FluxKind.GIT_REPOSITORY, FluxKind.KUSTOMIZATION)) {
            if (!served.containsKey(kind)) {
                troubles.add("the cluster serves no " + kind + ": Flux' definitions are not installed");
            }
        }
        for (var name : NEEDED) {
            if (components.stream().noneMatch(one -> one.name().equals(name))) {
                troubles.add(
                        "there is no " + name + ": nothing is " + (name.startsWith("source") ? "fetched" : "applied"));
            }
        }
        components.stream()
                .filter(one -> !one.isReady())
                .forEach(one -> troubles.add(
                        one.wanted() == 0
                                ? one.name() + " is scaled to 0"
                                : one.name() + " has " + one.ready() + " of " + one.wanted() + " pods ready"));
        return troubles;
    }

    private static Component component(Deployment deployment) {
        var status = deployment.getStatus();
        var ready = status == null || status.getReadyReplicas() == null ? 0 : status.getReadyReplicas();
        var wanted = deployment.getSpec().getReplicas() == null
                ? 1
                : deployment.getSpec().getReplicas();
        var version = deployment.getSpec().getTemplate().getSpec().getContainers().stream()
                .findFirst()
                .map(Container::getImage)
                .map(FluxHealth::tag)
                .orElse("");
        return new Component(deployment.getMetadata().getName(), version, ready, wanted);
    }

    /** Of {@code host:5000/path:tag@digest}. */
    private static String tag(String image) {
        var name = image.split("@", 2)[0];
        var colon = name.lastIndexOf(':');
        return colon > name.lastIndexOf('/') ? name.substring(colon + 1) : "";
    }

    private static @Nullable String label(Deployment deployment, String key) {
        var labels = deployment.getMetadata().getLabels();
        return labels == null ? null : labels.get(key);
    }
}
