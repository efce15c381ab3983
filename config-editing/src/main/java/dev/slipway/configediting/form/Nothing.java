package dev.slipway.configediting.form;

import dev.slipway.configediting.yaml.Document;
import dev.slipway.configediting.yaml.Node;
import dev.slipway.configediting.yaml.Node.Scalar;
import dev.slipway.configediting.yaml.UnsafeYaml;

/** Only where nothing stands can a list or a mapping begin. */
final class Nothing {
    private Nothing() {}

    static void refuseOther(Document document, Node node, String expected) throws UnsafeYaml {
        if (!(node instanceof Scalar scalar && scalar.isNull())) {
            throw new UnsafeYaml(document.line(node), "it is not " + expected, "correct it, or name another path");
        }
    }
}
