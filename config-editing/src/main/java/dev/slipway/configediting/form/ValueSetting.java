package dev.slipway.configediting.form;

import dev.slipway.configediting.Edit.SetValue;
import dev.slipway.configediting.EditRefused;
import dev.slipway.configediting.yaml.FieldPath.Step;
import dev.slipway.configediting.yaml.Node.Mapping;
import dev.slipway.configediting.yaml.Node.Scalar;
import dev.slipway.configediting.yaml.Node.Sequence;
import dev.slipway.configediting.yaml.Position;
import dev.slipway.configediting.yaml.Sheet;
import dev.slipway.configediting.yaml.UnsafeYaml;
import dev.slipway.configediting.yaml.Value;
import java.util.LinkedHashMap;
import java.util.List;

/** Sets a value at a path; what is missing of the path is added. */
final class ValueSetting {
    private final ConfigReader reader;
    private final SetValue edit;

    ValueSetting(ConfigReader reader, SetValue edit) {
        this.reader = reader;
        this.edit = edit;
    }

    void apply(Sheets sheets) throws EditRefused {
        var target = new FieldSearch(reader, edit.where()).find(true);
        var place = target.object().place(target.document(), target.node());
        sheets.write(target.object(), place, sheet -> {
            if (target.isThere()) {
                sheet.set(target.document(), target.node(), edit.value());
            } else {
                add(sheet, target);
            }
        });
    }

    private void add(Sheet sheet, Resolved target) throws UnsafeYaml {
        var document = target.document();
        var rest = target.rest();
        var step = rest.getFirst();
        var below = nested(document.line(target.node()), rest.subList(1, rest.size()));
        switch (target.node()) {
            case Mapping mapping
            when step instanceof Step.Key(var key) -> sheet.add(document, mapping, key, below, Position.last());
            case Sequence list
            when step instanceof Step.Having having -> sheet.append(document, list, item(having, below));
            case Scalar nothing
            when nothing.isNull() && !(step instanceof Step.Index) ->
                sheet.set(document, nothing, nested(document.line(nothing), rest));
            default ->
                throw new UnsafeYaml(
                        document.line(target.node()),
                        "nothing called " + step + " can be put there",
                        "correct the path, or write what leads there by hand once");
        }
    }

    private Value nested(int line, List<Step> rest) throws UnsafeYaml {
        var value = edit.value();
        for (var step : rest.reversed()) {
            value = switch (step) {
                case Step.Key(var key) -> Value.field(key, value);
                case Step.Having having -> new Value.Items(List.of(item(having, value)));
                case Step.Index _ ->
                    throw new UnsafeYaml(line, "there is no list to count in", "write the list by hand once");
            };
        }
        return value;
    }

    private static Value item(Step.Having having, Value below) throws UnsafeYaml {
        var fields = new LinkedHashMap<String, Value>();
        fields.put(having.key(), Value.text(having.value()));
        if (below instanceof Value.Fields(var more)) {
            more.forEach(fields::putIfAbsent);
        } else {
            throw new UnsafeYaml(1, "an item that is " + having + " has fields, not one value", "name a field of it");
        }
        return new Value.Fields(fields);
    }
}
