package dev.slipway.configediting.yaml;

import dev.slipway.configediting.yaml.Node.Alias;
import dev.slipway.configediting.yaml.Node.Mapping;
import dev.slipway.configediting.yaml.Node.Scalar;
import dev.slipway.configediting.yaml.Node.Sequence;
import dev.slipway.configediting.yaml.Node.Style;

/** How a document is written, so that what is added looks like its neighbours. The first example of each habit counts. */
final class Layout {
    private static final int UNKNOWN = -1;

    private int step = UNKNOWN;
    private int list = UNKNOWN;
    private int dash = UNKNOWN;
    private int quotes;
    private final boolean json;

    private Layout(boolean json) {
        this.json = json;
    }

    static Layout of(Document document) {
        var root = document.root();
        var json = root instanceof Mapping mapping
                && mapping.flow()
                && !mapping.entries().isEmpty()
                && mapping.entries().getFirst().key() instanceof Scalar key
                && key.style() == Style.DOUBLE;
        var layout = new Layout(json);
        layout.look(document, root);
        return layout;
    }

    private void look(Document document, Node node) {
        switch (node) {
            case Mapping mapping -> {
                for (var entry : mapping.entries()) {
                    if (!mapping.flow()) {
                        look(document, mapping, entry.value());
                    }
                    look(document, entry.value());
                }
            }
            case Sequence sequence -> {
                for (var item : sequence.items()) {
                    if (dash == UNKNOWN && !sequence.flow() && item instanceof Mapping inner && !inner.flow()) {
                        dash = Columns.of(inner) - Columns.of(document, sequence);
                    }
                    look(document, item);
                }
            }
            case Scalar scalar ->
                quotes += scalar.style() == Style.SINGLE ? 1 : scalar.style() == Style.DOUBLE ? -1 : 0;
            case Alias _ -> {}
        }
    }

    private void look(Document document, Mapping around, Node value) {
        if (step == UNKNOWN && value instanceof Mapping inner && !inner.flow()) {
            step = Columns.of(inner) - Columns.of(around);
        }
        if (list == UNKNOWN && value instanceof Sequence inner && !inner.flow()) {
            list = Columns.of(document, inner) - Columns.of(around);
        }
    }

    /** How much deeper a mapping in a mapping stands. */
    int step() {
        return step > 0 ? step : 2;
    }

    /** How much deeper than its key a list's dashes stand. */
    int list() {
        return Math.max(list, 0);
    }

    /** How far behind its dash an item stands. */
    int dash() {
        return dash > 1 ? dash : 2;
    }

    Style quote() {
        return quotes > 0 && !json ? Style.SINGLE : Style.DOUBLE;
    }

    /** The document is JSON: all keys and texts are in double quotes. */
    boolean json() {
        return json;
    }
}
