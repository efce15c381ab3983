package dev.slipway.configediting.form;

import dev.slipway.configediting.yaml.Document;
import dev.slipway.configediting.yaml.Lookup;
import dev.slipway.configediting.yaml.Node.Mapping;
import dev.slipway.configediting.yaml.Node.Sequence;
import dev.slipway.configediting.yaml.UnsafeYaml;
import java.util.ArrayList;
import java.util.List;

/** The {@code images} of a kustomization, and of what carries one: Flux' Kustomization, a HelmRelease's post renderers. */
final class ImageOverrides {
    private ImageOverrides() {}

    static List<Component> of(ConfigObject object, Mapping around) {
        var found = new ArrayList<Component>();
        var document = object.document();
        if (Lookup.in(around, "images").orElse(null) instanceof Sequence images) {
            for (var item : images.items()) {
                Lookup.mapping(item)
                        .ifPresent(entry -> found.add(
                                new Component(object, document, entry, Role.OVERRIDE, slot(document, entry))));
            }
        }
        return found;
    }

    private static ImageSlot slot(Document document, Mapping entry) {
        var name = Lookup.text(entry, "name");
        var newName = Lookup.text(entry, "newName");
        var names = newName.isEmpty() ? List.of(name) : List.of(newName, name);
        var last = newName.isEmpty() ? "name" : "newName";
        var tag = tag(document, entry, last);
        var digest = Part.of(document, entry, "digest", tag.isThere() ? "newTag" : last);
        return new PartsSlot(document, entry, names, tag, digest, true);
    }

    private static Part tag(Document document, Mapping entry, String behind) {
        var tag = Part.of(document, entry, "newTag", behind);
        var suffix = Lookup.in(entry, "tagSuffix");
        if (suffix.isEmpty()) {
            return tag;
        }
        Part.Adding refusing = (_, _) -> {
            throw new UnsafeYaml(
                    document.line(suffix.get()),
                    "Kustomize would append a tagSuffix to the tag",
                    "remove the tagSuffix");
        };
        return new Part(document, tag.node(), refusing, refusing);
    }
}
