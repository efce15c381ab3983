package dev.slipway.configediting.form;

import dev.slipway.configediting.yaml.Document;
import dev.slipway.configediting.yaml.Lookup;
import dev.slipway.configediting.yaml.Node;
import dev.slipway.configediting.yaml.Node.Mapping;
import dev.slipway.configediting.yaml.Node.Scalar;
import dev.slipway.configediting.yaml.Position;
import dev.slipway.configediting.yaml.Sheet;
import dev.slipway.configediting.yaml.UnsafeYaml;
import dev.slipway.configediting.yaml.Value;
import org.jspecify.annotations.Nullable;

/** A value that is there, or could be. */
record Part(Document document, @Nullable Node node, Adding adding, Adding alongside) {
    private static final Adding NOTHING = (_, _) -> {};

    interface Adding {
        void add(Sheet sheet, Value value) throws UnsafeYaml;
    }

    /** A field of a mapping; where it is missing, it would be put behind another. */
    static Part of(Document document, Mapping mapping, String key, String behind) {
        return new Part(
                document,
                Lookup.in(mapping, key).orElse(null),
                (sheet, value) -> sheet.add(
                        document,
                        mapping,
                        key,
                        value,
                        Position.behind(mapping.entry(behind).orElse(null))),
                NOTHING);
    }

    /** One that is missing. */
    static Part missing(Document document, Adding adding) {
        return new Part(document, null, adding, NOTHING);
    }

    boolean isThere() {
        return node != null;
    }

    boolean isSet() {
        return !text().isEmpty();
    }

    String text() {
        return node instanceof Scalar scalar && !scalar.isNull() ? scalar.value() : "";
    }

    void set(Sheet sheet, Value value) throws UnsafeYaml {
        if (node == null) {
            adding.add(sheet, value);
        } else {
            sheet.set(document, node, value);
            alongside.add(sheet, value);
        }
    }
}
