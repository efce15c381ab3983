package dev.slipway.configediting.form;

import dev.slipway.configediting.yaml.Lookup;
import dev.slipway.configediting.yaml.Node;
import dev.slipway.configediting.yaml.Node.Mapping;
import dev.slipway.configediting.yaml.Node.Sequence;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds containers by their shape, so that kinds nobody has heard of have them too: the items of a list called
 * {@code containers} and the like, and of any list whose items have a name and an image.
 */
final class Containers {
    private static final Set<String> LISTS = Set.of("containers", "initContainers", "ephemeralContainers");

    private final ConfigObject object;
    private final List<Component> found = new ArrayList<>();
    private final Set<Node> known = new HashSet<>();

    private Containers(ConfigObject object) {
        this.object = object;
    }

    static List<Component> of(ConfigObject object) {
        var search = new Containers(object);
        search.walk(object.root());
        return search.found;
    }

    private void walk(Node node) {
        switch (node) {
            case Mapping mapping -> {
                for (var entry : mapping.entries()) {
                    look(entry);
                    walk(entry.value());
                }
            }
            case Sequence sequence -> sequence.items().forEach(this::walk);
            case Node.Scalar _, Node.Alias _ -> {}
        }
    }

    private void look(Node.Entry entry) {
        var value = Lookup.resolved(entry.value());
        if (value instanceof Sequence list) {
            var sure = LISTS.contains(entry.name());
            for (var item : list.items()) {
                Lookup.mapping(item).filter(it -> sure || looksLikeOne(it)).ifPresent(this::add);
            }
        } else if (value instanceof Mapping mapping
                && entry.isNamed("container")
                && Lookup.in(mapping, "image").isPresent()) {
            add(mapping);
        }
    }

    private static boolean looksLikeOne(Mapping item) {
        return Lookup.scalar(item, "name").isPresent()
                && Lookup.scalar(item, "image").isPresent();
    }

    private void add(Mapping container) {
        if (known.add(container)) {
            var image = Lookup.scalar(container, "image")
                    .filter(it -> !it.isNull())
                    .map(it -> new ReferenceSlot(object.document(), it))
                    .orElse(null);
            found.add(new Component(object, object.document(), container, Role.CONTAINER, image));
        }
    }
}
