package dev.slipway.configediting.yaml;

import dev.slipway.configediting.yaml.Node.Mapping;
import dev.slipway.configediting.yaml.Node.Sequence;

/** In which column a block's keys or dashes stand. */
final class Columns {
    private Columns() {}

    /** Of a mapping that is not empty. */
    static int of(Mapping mapping) {
        return mapping.entries().getFirst().key().at().column();
    }

    static int of(Document document, Sequence sequence) {
        var at = sequence.at();
        if (at.content() == at.start()) {
            return at.column();
        }
        var text = document.source().text();
        return at.content() - text.lastIndexOf('\n', at.content() - 1) - 1;
    }
}
