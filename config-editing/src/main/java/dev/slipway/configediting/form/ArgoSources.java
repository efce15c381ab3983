package dev.slipway.configediting.form;

import dev.slipway.configediting.yaml.Document;
import dev.slipway.configediting.yaml.Lookup;
import dev.slipway.configediting.yaml.Node;
import dev.slipway.configediting.yaml.Node.Mapping;
import dev.slipway.configediting.yaml.Node.Scalar;
import dev.slipway.configediting.yaml.Node.Sequence;
import dev.slipway.configediting.yaml.UnsafeYaml;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What an Argo CD Application, or an ApplicationSet's template, sets inline: Helm values and parameters, Kustomize images. */
final class ArgoSources {
    private final ConfigObject object;
    private final Document document;
    private final List<Component> found = new ArrayList<>();

    private ArgoSources(ConfigObject object) {
        this.object = object;
        document = object.document();
    }

    static List<Component> of(ConfigObject object) {
        var search = new ArgoSources(object);
        for (var source : sources(object)) {
            search.look(source);
        }
        return search.found;
    }

    /** Where there are several sources, Argo CD doesn't look at the single one. */
    static List<Mapping> sources(ConfigObject object) {
        var spec = object.root().mapping("spec");
        if (object.kind().equals("ApplicationSet")) {
            spec = spec.flatMap(it -> it.mapping("template")).flatMap(it -> it.mapping("spec"));
        }
        var several = spec.flatMap(it -> it.sequence("sources"));
        if (several.isPresent()) {
            return several.get().items().stream()
                    .flatMap(it -> Lookup.mapping(it).stream())
                    .toList();
        }
        return spec.flatMap(it -> it.mapping("source")).stream().toList();
    }

    private void look(Mapping source) {
        var helm = source.mapping("helm");
        if (helm.isPresent()) {
            var values = values(helm.get());
            var parameters = helm.get().sequence("parameters");
            if (parameters.isPresent()) {
                HelmParameters.of(object, parameters.get(), values).addTo(found);
            } else {
                found.addAll(values);
            }
        }
        source.mapping("kustomize").flatMap(it -> it.sequence("images")).ifPresent(this::images);
    }

    private List<Component> values(Mapping helm) {
        var tree = helm.mapping("valuesObject");
        if (tree.isPresent()) {
            return ChartValues.of(object, document, tree.get());
        }
        var text = helm.scalar("values")
                .filter(it -> it.value().toLowerCase(Locale.ROOT).contains("image"));
        if (text.isEmpty() || text.get().style() != Node.Style.LITERAL) {
            return List.of();
        }
        try {
            var inner = document.within(text.get());
            return inner.root() instanceof Mapping values ? ChartValues.of(object, inner, values) : List.of();
        } catch (UnsafeYaml _) {
            // A template of an ApplicationSet, say. It names no image that could be told.
            return List.of();
        }
    }

    /** {@code name=newName:tag}, or {@code name:tag}. */
    private void images(Sequence images) {
        for (var item : images.items()) {
            if (Lookup.resolved(item) instanceof Scalar image) {
                var prefix = image.value().substring(0, image.value().indexOf('=') + 1);
                found.add(new Component(
                        object, document, object.root(), Role.OVERRIDE, new ReferenceSlot(document, image, prefix)));
            }
        }
    }

    static Optional<Mapping> kustomize(ConfigObject object) {
        var sources = sources(object);
        return sources.size() == 1 ? sources.getFirst().mapping("kustomize") : Optional.empty();
    }
}
