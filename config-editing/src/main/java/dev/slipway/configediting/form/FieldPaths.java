package dev.slipway.configediting.form;

import dev.slipway.configediting.yaml.Alteration;
import dev.slipway.configediting.yaml.Document;
import dev.slipway.configediting.yaml.FieldPath;
import dev.slipway.configediting.yaml.Node;
import dev.slipway.configediting.yaml.Node.Mapping;
import dev.slipway.configediting.yaml.Node.Scalar;
import dev.slipway.configediting.yaml.Node.Sequence;
import java.util.Optional;

/** Paths as people write them: from the object, and on through a block of text that holds YAML. */
final class FieldPaths {
    private FieldPaths() {}

    static FieldPath of(ConfigObject object, Alteration alteration) {
        var own = alteration.document().pathTo(alteration.node()).steps().size();
        var last = new FieldPath(
                alteration.path().steps().subList(own, alteration.path().steps().size()));
        return within(object, alteration.document(), alteration.node()).then(last);
    }

    static FieldPath within(ConfigObject object, Document of, Node node) {
        var path = of.pathTo(node);
        if (!of.equals(object.document())) {
            var host = host(object.document(), object.root(), of);
            return host.map(it -> within(object, object.document(), it).then(path))
                    .orElse(path);
        }
        var prefix = of.pathTo(object.root()).steps().size();
        return new FieldPath(path.steps()
                .subList(Math.min(prefix, path.steps().size()), path.steps().size()));
    }

    private static Optional<Scalar> host(Document document, Node node, Document inner) {
        return switch (node) {
            case Scalar scalar -> document.holds(scalar, inner) ? Optional.of(scalar) : Optional.empty();
            case Mapping mapping ->
                mapping.entries().stream()
                        .flatMap(it -> host(document, it.value(), inner).stream())
                        .findFirst();
            case Sequence sequence ->
                sequence.items().stream()
                        .flatMap(it -> host(document, it, inner).stream())
                        .findFirst();
            case Node.Alias _ -> Optional.empty();
        };
    }
}
