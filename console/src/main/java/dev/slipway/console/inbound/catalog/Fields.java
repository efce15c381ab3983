package dev.slipway.console.inbound.catalog;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeType;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * The keys of one mapping, asked for by type. What is missing or of another type becomes a problem, and an empty value takes its
 * place, so that a document is read to its end; so does every key that is not known.
 */
final class Fields {
    private static final int LIST_MAX = 500;
    private final String what;
    private final Node node;
    private final Problems problems;
    private final Map<String, Node> values = new LinkedHashMap<>();

    /** @param what the mapping, as its problems call it */
    Fields(String what, Node node, Problems problems, Set<String> known) {
        this.what = what;
        this.node = node;
        this.problems = problems;
        if (node instanceof MappingNode mapping) {
            mapping.getValue().forEach(entry -> read(entry.getKeyNode(), entry.getValueNode(), known));
        } else {
            problems.add(node, what + " must be a mapping; write key: value lines");
        }
    }

    private void read(Node key, Node value, Set<String> known) {
        if (!(key instanceof ScalarNode scalar)) {
            problems.add(key, "a key must be a word; remove this one");
        } else if (!known.contains(scalar.getValue())) {
            problems.add(
                    key,
                    "'" + scalar.getValue()
                            + "' is not known to this version of Slipway; remove it, or use a version that has it");
        } else if (values.putIfAbsent(scalar.getValue(), value) != null) {
            problems.add(key, "'" + scalar.getValue() + "' stands twice in " + what + "; remove one of them");
        }
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    /** Where a problem with the key's value is to be shown. */
    Node at(String key) {
        return values.getOrDefault(key, node);
    }

    String text(String key) {
        var value = optionalText(key);
        if (value == null && !values.containsKey(key)) {
            missing(key);
        }
        return value == null ? "" : value;
    }

    String text(String key, String otherwise) {
        var value = optionalText(key);
        return value == null ? otherwise : value;
    }

    @Nullable
    String optionalText(String key) {
        var value = values.get(key);
        return value == null ? null : textOf(value, "'" + key + "'");
    }

    /** Text that obeys a rule. */
    String text(String key, Rule rule) {
        var value = text(key);
        if (!value.isEmpty()) {
            check(key, value, rule);
        }
        return value;
    }

    @Nullable
    String optionalText(String key, Rule rule) {
        var value = optionalText(key);
        if (value != null) {
            check(key, value, rule);
        }
        return value;
    }

    void check(String key, String value, Rule rule) {
        if (!rule.admits(value)) {
            problems.add(at(key), rule.complaint(key, value));
        }
    }

    /** Text that names one of a few. */
    String oneOf(String key, List<String> known) {
        var value = text(key);
        if (!value.isEmpty() && !known.contains(value)) {
            problems.add(
                    at(key),
                    "'" + key + ": " + value + "' is not known to this version of Slipway; use "
                            + String.join(" or ", known));
        }
        return value;
    }

    /** One text, or a list of them. */
    List<String> textOrTexts(String key) {
        if (!(values.get(key) instanceof ScalarNode)) {
            return texts(key);
        }
        var text = optionalText(key);
        return text == null ? List.of() : List.of(text);
    }

    List<String> texts(String key) {
        return nodes(key).stream()
                .map(item -> textOf(item, "an entry of '" + key + "'"))
                .filter(text -> text != null)
                .toList();
    }

    /** The mappings of a list; each is called by its name where it has one. */
    List<Fields> list(String key, String item, Set<String> known) {
        var items = new ArrayList<Fields>();
        var names = new HashSet<String>();
        for (var entry : nodes(key)) {
            var fields = new Fields(item, entry, problems, known);
            var name = fields.values.get("name") instanceof ScalarNode scalar ? scalar.getValue() : null;
            if (name != null && !names.add(name)) {
                problems.add(fields.at("name"), item + " '" + name + "' is declared twice; rename one of them");
            }
            items.add(fields);
        }
        return items;
    }

    Fields map(String key, Set<String> known) {
        var value = values.get(key);
        if (value == null) {
            missing(key);
            return absent(key);
        }
        return new Fields("'" + key + "'", value, problems, known);
    }

    /** Stands for a mapping that is not there, and complains of nothing. */
    private Fields absent(String key) {
        return new Fields("'" + key + "'", node, new Problems(""), Set.of());
    }

    /** A mapping that may be left out. */
    @Nullable
    Fields optionalMap(String key, Set<String> known) {
        return values.containsKey(key) ? map(key, known) : null;
    }

    /** A list that must have an entry. */
    void required(String key) {
        if (!values.containsKey(key)) {
            missing(key);
        } else if (values.get(key) instanceof SequenceNode list
                && list.getValue().isEmpty()) {
            problems.add(list, "'" + key + "' is empty; add an entry");
        }
    }

    private List<Node> nodes(String key) {
        var value = values.get(key);
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof SequenceNode list)) {
            problems.add(value, "'" + key + "' must be a list; write its entries with '- ' or in [ ]");
            return List.of();
        }
        if (list.getValue().size() > LIST_MAX) {
            problems.add(value, "'" + key + "' has more than " + LIST_MAX + " entries; split the project");
            return List.of();
        }
        return list.getValue();
    }

    private @Nullable String textOf(Node value, String of) {
        if (!(value instanceof ScalarNode scalar)) {
            var found = value.getNodeType() == NodeType.SEQUENCE ? "a list" : "a mapping";
            problems.add(value, of + " must be text, not " + found + "; write one value");
            return null;
        }
        if (scalar.getTag().equals(Tag.NULL) || scalar.getValue().isBlank()) {
            problems.add(value, of + " is empty; write a value, or remove it");
            return null;
        }
        return scalar.getValue();
    }

    private void missing(String key) {
        if (node instanceof MappingNode) {
            problems.add(node, what + " has no '" + key + "'; add it");
        }
    }
}
