package dev.slipway.configediting.form;

import dev.slipway.configediting.yaml.Document;
import dev.slipway.configediting.yaml.Lookup;
import dev.slipway.configediting.yaml.Node.Entry;
import dev.slipway.configediting.yaml.Node.Mapping;
import dev.slipway.configediting.yaml.Node.Sequence;
import dev.slipway.configediting.yaml.Position;
import dev.slipway.configediting.yaml.Sheet;
import dev.slipway.configediting.yaml.UnsafeYaml;
import dev.slipway.configediting.yaml.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Adds an item to a list in a mapping; the list may be missing. */
record ListAddition(
        Document document,
        Mapping around,
        String key,
        @Nullable Entry behind) {

    ListAddition(Document document, Mapping around, String key) {
        this(document, around, key, null);
    }

    void add(Sheet sheet, Value item) throws UnsafeYaml {
        var list = Lookup.in(around, key);
        if (list.isEmpty()) {
            sheet.add(document, around, key, new Value.Items(List.of(item)), Position.behind(behind));
        } else if (list.get() instanceof Sequence items) {
            sheet.append(document, items, item);
        } else {
            Nothing.refuseOther(document, list.get(), "a list");
            sheet.set(document, list.get(), new Value.Items(List.of(item)));
        }
    }
}
