package dev.slipway.configediting.yaml;

import dev.slipway.configediting.yaml.Node.Mapping;
import dev.slipway.configediting.yaml.Node.Style;
import dev.slipway.configediting.yaml.Value.Fields;
import dev.slipway.configediting.yaml.Value.Items;
import dev.slipway.configediting.yaml.Value.Literal;
import dev.slipway.configediting.yaml.Value.Text;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes a value that was not there before, line ends as {@code \n}. */
record ValueText(Layout layout) {

    /** What stands behind the colon of a key in this column, blank included. */
    String behindKey(Value value, int column) {
        return switch (value) {
            case Fields(var fields)
            when !fields.isEmpty() -> {
                var inner = column + layout.step();
                yield "\n" + " ".repeat(inner) + fields(fields, inner, null);
            }
            case Items(var items)
            when !items.isEmpty() -> {
                var dash = column + layout.list();
                yield items.stream()
                        .map(item -> "\n" + " ".repeat(dash) + item(item, dash, layout.dash(), null))
                        .collect(Collectors.joining());
            }
            default -> " " + flow(value, false);
        };
    }

    String entry(String key, Value value, int column) {
        return ScalarText.key(key, layout.json()) + ":" + behindKey(value, column);
    }

    /** An item with its dash; {@code like} is a neighbour whose fields' quotes are taken over. */
    String item(Value value, int dashColumn, int gap, @Nullable Node like) {
        var dash = "-" + " ".repeat(gap - 1);
        if (value instanceof Fields(var fields) && !fields.isEmpty()) {
            return dash + fields(fields, dashColumn + gap, like);
        }
        return dash + scalar(value, like, false);
    }

    private String fields(Map<String, Value> fields, int column, @Nullable Node like) {
        return fields.entrySet().stream()
                .map(field -> {
                    var sibling = like instanceof Mapping mapping
                            ? mapping.get(field.getKey()).orElse(null)
                            : null;
                    return field.getValue() instanceof Text text && sibling != null
                            ? ScalarText.key(field.getKey(), false) + ": " + scalar(text, sibling, false)
                            : entry(field.getKey(), field.getValue(), column);
                })
                .collect(Collectors.joining("\n" + " ".repeat(column)));
    }

    /** In one line. */
    String flow(Value value, boolean within) {
        return switch (value) {
            case Fields(var fields) ->
                fields.entrySet().stream()
                        .map(field -> flowEntry(field.getKey(), field.getValue()))
                        .collect(Collectors.joining(", ", "{", "}"));
            case Items(var items) ->
                items.stream().map(item -> flow(item, true)).collect(Collectors.joining(", ", "[", "]"));
            case Text _, Literal _ -> scalar(value, null, within);
        };
    }

    String flowEntry(String key, Value value) {
        return ScalarText.key(key, layout.json()) + ": " + flow(value, true);
    }

    private String scalar(Value value, @Nullable Node like, boolean flow) {
        return switch (value) {
            case Text text -> {
                var plain = layout.json() ? Style.DOUBLE : Style.PLAIN;
                var style = like instanceof Node.Scalar sibling ? sibling.style() : plain;
                yield ScalarText.of(text, style, layout.quote(), flow);
            }
            case Literal literal -> ScalarText.of(literal);
            case Fields _, Items _ -> flow(value, flow);
        };
    }
}
