package dev.slipway.configediting.form;

import dev.slipway.configediting.yaml.FieldPath;
import dev.slipway.configediting.yaml.FieldPath.Step;
import dev.slipway.configediting.yaml.Lookup;
import dev.slipway.configediting.yaml.Node;
import dev.slipway.configediting.yaml.Node.Mapping;
import java.util.List;
import java.util.Optional;

/** Finds a tag without a name in other values: the same place, in a file that is laid over. */
final class TagOf {
    private TagOf() {}

    static Optional<Component> sibling(ConfigObject values, FieldPath path) {
        var steps = path.steps();
        Node at = values.root();
        for (var step : steps.subList(0, steps.size() - 1)) {
            var inner = at instanceof Mapping mapping && step instanceof Step.Key(var key)
                    ? Lookup.in(mapping, key)
                    : Optional.<Node>empty();
            if (inner.isEmpty()) {
                return Optional.empty();
            }
            at = inner.get();
        }
        if (!(at instanceof Mapping image)) {
            return Optional.empty();
        }
        var tag = Part.of(values.document(), image, "tag", "");
        var digest = Part.of(values.document(), image, "digest", "");
        var node = tag.isSet() ? tag.node() : digest.isSet() ? digest.node() : null;
        return Optional.ofNullable(node).map(it -> {
            var slot = new PartsSlot(values.document(), it, List.of(""), tag, digest, true);
            return new Component(values, values.document(), image, Role.VALUES, slot);
        });
    }
}
