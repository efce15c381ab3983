package dev.slipway.configediting.form;

import dev.slipway.configediting.yaml.Document;
import dev.slipway.configediting.yaml.FieldPath;
import dev.slipway.configediting.yaml.FieldPath.Step;
import dev.slipway.configediting.yaml.Lookup;
import dev.slipway.configediting.yaml.Node;
import dev.slipway.configediting.yaml.Node.Mapping;
import dev.slipway.configediting.yaml.Node.Scalar;
import dev.slipway.configediting.yaml.Node.Sequence;
import dev.slipway.configediting.yaml.UnsafeYaml;
import java.util.List;
import java.util.Optional;

/**
 * How far a path leads.
 *
 * @param node the last node on it
 * @param around what that one is in
 * @param rest the steps that lead no further; none when the path's end is there
 */
record Resolved(ConfigObject object, Document document, Node node, Node around, List<Step> rest) {

    static Resolved of(ConfigObject object, FieldPath path) throws UnsafeYaml {
        return new Resolved(object, object.document(), object.root(), object.root(), path.steps()).followed();
    }

    boolean isThere() {
        return rest.isEmpty();
    }

    private Resolved followed() throws UnsafeYaml {
        var at = this;
        while (!at.rest.isEmpty()) {
            at = at.within();
            var next = at.next(at.rest.getFirst());
            if (next.isEmpty()) {
                return at;
            }
            at = next.get();
        }
        return at;
    }

    private Optional<Resolved> next(Step step) throws UnsafeYaml {
        return switch (node) {
            case Mapping mapping
            when step instanceof Step.Key(var key) -> Lookup.in(mapping, key).map(this::at);
            case Sequence list
            when step instanceof Step.Index(var index) ->
                index < list.items().size() ? Optional.of(at(list.items().get(index))) : Optional.empty();
            case Sequence list
            when step instanceof Step.Having having -> item(list, having).map(this::at);
            default -> Optional.empty();
        };
    }

    /** A path leads on into the YAML that a block of text holds. */
    private Resolved within() throws UnsafeYaml {
        if (!(node instanceof Scalar block) || block.style() != Node.Style.LITERAL) {
            return this;
        }
        var inner = document.within(block);
        return new Resolved(object, inner, inner.root(), inner.root(), rest);
    }

    private Resolved at(Node next) {
        return new Resolved(object, document, Lookup.resolved(next), node, rest.subList(1, rest.size()));
    }

    private Optional<Node> item(Sequence list, Step.Having having) throws UnsafeYaml {
        var fitting = list.items().stream()
                .filter(it -> Lookup.mapping(it)
                        .flatMap(item -> Lookup.scalar(item, having.key()))
                        .filter(value -> value.value().equals(having.value()))
                        .isPresent())
                .toList();
        if (fitting.size() > 1) {
            throw new UnsafeYaml(
                    document.line(fitting.get(1)),
                    fitting.size() + " items are " + having,
                    "remove one, or name the item by its number");
        }
        return fitting.stream().findFirst();
    }
}
