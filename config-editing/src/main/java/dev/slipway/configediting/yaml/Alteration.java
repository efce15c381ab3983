package dev.slipway.configediting.yaml;

import dev.slipway.configediting.yaml.Node.Mapping;
import dev.slipway.configediting.yaml.Node.Scalar;
import dev.slipway.configediting.yaml.Node.Sequence;
import java.util.Optional;

/** One thing that becomes different, and nothing else may. */
public sealed interface Alteration {

    Document document();

    /** Where it happens. */
    Node node();

    Value after();

    default Optional<String> before() {
        return Optional.empty();
    }

    default FieldPath path() {
        return document().pathTo(node());
    }

    record Replaced(Document document, Scalar node, Value after) implements Alteration {
        @Override
        public Optional<String> before() {
            return node.isNull() ? Optional.empty() : Optional.of(node.value());
        }
    }

    record EntryAdded(Document document, Mapping node, String key, Value after) implements Alteration {
        @Override
        public FieldPath path() {
            return document.pathTo(node).then(key);
        }
    }

    record ItemAdded(Document document, Sequence node, Value after) implements Alteration {
        @Override
        public FieldPath path() {
            return document.pathTo(node)
                    .then(new FieldPath.Step.Index(node.items().size()));
        }
    }
}
