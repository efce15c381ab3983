package dev.slipway.configediting.form;

import dev.slipway.configediting.yaml.Node;
import dev.slipway.configediting.yaml.Node.Mapping;
import dev.slipway.configediting.yaml.Node.Sequence;
import java.util.ArrayList;
import java.util.List;

/** Finds what runs images in an object, whatever its form. */
final class Components {
    private Components() {}

    static List<Component> of(ConfigObject object) {
        return switch (object.form()) {
            case MANIFEST -> Containers.of(object);
            case KUSTOMIZATION -> ImageOverrides.of(object, object.root());
            case FLUX_KUSTOMIZATION ->
                object.root()
                        .mapping("spec")
                        .map(it -> ImageOverrides.of(object, it))
                        .orElse(List.of());
            case HELM_RELEASE ->
                object.root().mapping("spec").map(it -> helmRelease(object, it)).orElse(List.of());
            case ARGO_APPLICATION -> ArgoSources.of(object);
            case VALUES -> ChartValues.of(object, object.document(), object.root());
            case FOREIGN -> List.of();
        };
    }

    private static List<Component> helmRelease(ConfigObject object, Mapping spec) {
        var found = new ArrayList<Component>();
        spec.mapping("values").ifPresent(it -> found.addAll(ChartValues.of(object, object.document(), it)));
        for (var renderer : items(spec.get("postRenderers").orElse(spec))) {
            if (renderer instanceof Mapping mapping) {
                mapping.mapping("kustomize").ifPresent(it -> found.addAll(ImageOverrides.of(object, it)));
            }
        }
        return found;
    }

    private static List<Node> items(Node node) {
        return node instanceof Sequence sequence ? sequence.items() : List.of();
    }
}
