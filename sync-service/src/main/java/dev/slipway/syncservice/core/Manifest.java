package dev.slipway.syncservice.core;

import dev.slipway.events.values.Segment;
import dev.slipway.service.PermanentFailure;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One object as a file has it.
 *
 * @param line from 1; 0 where an engine applies it from somewhere, and {@code path} is its object
 */
public record Manifest(
        String path,
        int line,
        String apiVersion,
        String kind,
        @Nullable String namespace,
        String name,
        Map<String, Object> content) {
    private static final Set<String> FIRST = Set.of("Namespace", "CustomResourceDefinition");
    private static final Set<String> ROLLED_OUT = Set.of("Deployment", "StatefulSet", "DaemonSet", "Job");

    /** Whether others need it to be there before them. */
    public boolean first() {
        return FIRST.contains(kind);
    }

    /** Whether the cluster works on it after it was applied. */
    public boolean rolledOut() {
        return ROLLED_OUT.contains(kind);
    }

    /** What its pods run, without tags and digests. */
    public Set<String> images() {
        var images = new TreeSet<String>();
        if (content.get("spec") instanceof Map<?, ?> spec
                && spec.get("template") instanceof Map<?, ?> template
                && template.get("spec") instanceof Map<?, ?> pod) {
            for (var key : List.of("initContainers", "containers")) {
                if (pod.get(key) instanceof List<?> containers) {
                    containers.forEach(each -> addImage(each, images));
                }
            }
        }
        return images;
    }

    private static void addImage(Object container, Set<String> images) {
        if (container instanceof Map<?, ?> map && map.get("image") instanceof String image) {
            images.add(repository(image));
        }
    }

    /** An image without its tag and digest. */
    public static String repository(String image) {
        return image.replaceFirst("@.*", "").replaceFirst(":[^:/]*$", "");
    }

    /** One environment's manifests do not reach into the namespace of another. */
    void mustBelongTo(String environment) {
        var its = kind.equals("Namespace") ? name : namespace;
        if (its != null && !its.equals(environment)) {
            throw new PermanentFailure(
                    Segment.CONFIG,
                    this + " is for namespace " + its + ", but the environment is namespace " + environment,
                    "take the namespace out of the object, or declare an environment with that namespace");
        }
    }

    public String where() {
        return line == 0 ? path : path + ":" + line;
    }

    @Override
    public String toString() {
        return kind + " " + name + " (" + where() + ")";
    }
}
