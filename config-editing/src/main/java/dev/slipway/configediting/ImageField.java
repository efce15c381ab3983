package dev.slipway.configediting;

import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * A container's image in a document.
 *
 * @param shared whether an alias uses it elsewhere too
 */
record ImageField(ScalarNode node, boolean shared) {

    String value() {
        return node.getValue();
    }

    int line() {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
    }

    Place in(String path) {
        return new Place(path, line(), value());
    }
}
