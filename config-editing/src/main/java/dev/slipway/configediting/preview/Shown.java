package dev.slipway.configediting.preview;

import dev.slipway.configediting.yaml.Node;
import dev.slipway.configediting.yaml.Node.Alias;
import dev.slipway.configediting.yaml.Node.Mapping;
import dev.slipway.configediting.yaml.Node.Scalar;
import dev.slipway.configediting.yaml.Node.Sequence;

/** A value in one line, not too long. */
record Shown(StringBuilder text) {
    private static final int LENGTH_MAX = 500;

    static String of(Node node) {
        var shown = new Shown(new StringBuilder());
        shown.add(node);
        return shown.isFull() ? shown.text.substring(0, LENGTH_MAX) + " …" : shown.text.toString();
    }

    private boolean isFull() {
        return text.length() > LENGTH_MAX;
    }

    private void add(Node node) {
        switch (node) {
            case Scalar scalar ->
                text.append(scalar.value(), 0, Math.min(scalar.value().length(), LENGTH_MAX + 1));
            case Alias alias -> text.append('*').append(alias.name());
            case Mapping mapping -> {
                var separator = "{";
                for (var entry : mapping.entries()) {
                    if (!isFull()) {
                        text.append(separator).append(entry.name()).append(": ");
                        add(entry.value());
                        separator = ", ";
                    }
                }
                text.append(mapping.entries().isEmpty() ? "{}" : "}");
            }
            case Sequence sequence -> {
                var separator = "[";
                for (var item : sequence.items()) {
                    if (!isFull()) {
                        text.append(separator);
                        add(item);
                        separator = ", ";
                    }
                }
                text.append(sequence.items().isEmpty() ? "[]" : "]");
            }
        }
    }
}
