package dev.slipway.syncservice.core.install;

import dev.slipway.events.values.Segment;
import dev.slipway.service.PermanentFailure;
import dev.slipway.syncservice.core.Manifest;
import dev.slipway.syncservice.core.Manifests;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * All objects of Flux' manifest, in the order in which they are applied.
 *
 * @param version as its workloads say
 */
record Bundle(List<Manifest> manifests, @Nullable String version) {
    private static final String DEFINITION = "CustomResourceDefinition";
    private static final String GROUPS = ".toolkit.fluxcd.io";
    private static final String PART_OF = "app.kubernetes.io/part-of";
    private static final String TAKE_FLUX_OWN =
            "name the install.yaml of a release of Flux, as it is, or what flux install --export writes";
    private static final int OBJECTS_MAX = 500;

    /**
     * Reads and checks all of it.
     *
     * @param name of the file, for people
     * @param namespace that all of it must be in
     * @throws PermanentFailure if it is no manifest of Flux, saying why
     */
    static Bundle of(String name, byte[] yaml, String namespace) {
        var manifests = parsed(name, yaml);
        if (manifests.size() > OBJECTS_MAX) {
            throw refused(name + " has " + manifests.size() + " objects, more than " + OBJECTS_MAX);
        }
        if (manifests.stream().noneMatch(Bundle::isDefinitionOfFlux)
                || manifests.stream().noneMatch(Bundle::isWorkloadOfFlux)) {
            throw refused(name + " is no manifest of Flux: it lacks Flux' definitions, or its controllers");
        }
        manifests.forEach(manifest -> mustBeIn(namespace, manifest));
        return new Bundle(
                manifests.stream().sorted(Comparator.comparingInt(Bundle::rank)).toList(),
                manifests.stream()
                        .filter(Bundle::isWorkloadOfFlux)
                        .map(manifest -> labels(manifest).get(Site.VERSION))
                        .filter(Objects::nonNull)
                        .map(String::valueOf)
                        .findFirst()
                        .orElse(null));
    }

    List<Manifest> definitions() {
        return manifests.stream().filter(Bundle::isDefinition).toList();
    }

    List<Manifest> afterDefinitions() {
        return manifests.stream().filter(manifest -> !isDefinition(manifest)).toList();
    }

    private static List<Manifest> parsed(String name, byte[] yaml) {
        try {
            return Manifests.of(name, yaml);
        } catch (PermanentFailure e) {
            throw refused(e.failure().seen());
        }
    }

    private static int rank(Manifest manifest) {
        if (isDefinition(manifest)) {
            return 0;
        }
        return manifest.kind().equals("Namespace") ? 1 : manifest.rolledOut() ? 3 : 2;
    }

    private static boolean isDefinition(Manifest manifest) {
        return manifest.kind().equals(DEFINITION);
    }

    private static boolean isDefinitionOfFlux(Manifest manifest) {
        return isDefinition(manifest)
                && manifest.content().get("spec") instanceof Map<?, ?> spec
                && spec.get("group") instanceof String group
                && group.endsWith(GROUPS);
    }

    private static boolean isWorkloadOfFlux(Manifest manifest) {
        return manifest.rolledOut() && "flux".equals(labels(manifest).get(PART_OF));
    }

    private static Map<?, ?> labels(Manifest manifest) {
        return manifest.content().get("metadata") instanceof Map<?, ?> metadata
                        && metadata.get("labels") instanceof Map<?, ?> labels
                ? labels
                : Map.of();
    }

    /** Elsewhere it would not be found again, and would reach into what is not its own. */
    private static void mustBeIn(String namespace, Manifest manifest) {
        var its = manifest.kind().equals("Namespace") ? manifest.name() : manifest.namespace();
        if (its != null && !its.equals(namespace)) {
            throw new PermanentFailure(
                    Segment.ENGINE,
                    manifest + " is for namespace " + its + ", and Flux is looked for in " + namespace,
                    "name a manifest for " + namespace + ", or set slipway.sync.flux-namespace to " + its);
        }
    }

    private static PermanentFailure refused(String seen) {
        return new PermanentFailure(Segment.ENGINE, seen, TAKE_FLUX_OWN);
    }
}
