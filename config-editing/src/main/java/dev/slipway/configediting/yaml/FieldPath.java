package dev.slipway.configediting.yaml;

import dev.slipway.configediting.yaml.Node.Mapping;
import dev.slipway.configediting.yaml.Node.Scalar;
import dev.slipway.configediting.yaml.Node.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The way to a value: {@code spec.template.spec.containers[name=server].env[0].value}. A key that holds a dot, a bracket or
 * anything else that means something here stands in quotes: {@code metadata.annotations.'example.com/owner'}.
 */
public record FieldPath(List<Step> steps) {
    private static final Pattern BARE = Pattern.compile("[^.\\[\\]'\"#=\\s]+");
    private static final Pattern VALUE = Pattern.compile("[^\\[\\]'\"#\\s]+");
    private static final int STEPS_MAX = 100;

    public FieldPath {
        steps = List.copyOf(steps);
    }

    public sealed interface Step {

        record Key(String name) implements Step {
            @Override
            public String toString() {
                return quoted(name);
            }
        }

        record Index(int index) implements Step {
            @Override
            public String toString() {
                return "[" + index + "]";
            }
        }

        /** The one item that has this field with this value. */
        record Having(String key, String value) implements Step {
            @Override
            public String toString() {
                return "[" + quoted(key) + "=" + (VALUE.matcher(value).matches() ? value : inQuotes(value)) + "]";
            }
        }
    }

    /** @throws IllegalArgumentException that says what is wrong, and where */
    public static FieldPath parse(String text) {
        return new FieldPathParser(text).parse();
    }

    static FieldPath checked(List<Step> steps, String text) {
        if (steps.isEmpty() || steps.size() > STEPS_MAX) {
            throw new IllegalArgumentException("'" + text + "' is no path of 1 to " + STEPS_MAX + " steps");
        }
        return new FieldPath(steps);
    }

    public FieldPath then(Step step) {
        var longer = new ArrayList<>(steps);
        longer.add(step);
        return new FieldPath(longer);
    }

    public FieldPath then(String key) {
        return then(new Step.Key(key));
    }

    public FieldPath then(FieldPath rest) {
        var longer = new ArrayList<>(steps);
        longer.addAll(rest.steps);
        return new FieldPath(longer);
    }

    static FieldPath along(List<Node> way) {
        var steps = new ArrayList<Step>();
        for (var i = 0; i + 1 < way.size(); i++) {
            var next = way.get(i + 1);
            switch (way.get(i)) {
                case Mapping mapping ->
                    mapping.entries().stream()
                            .filter(entry ->
                                    entry.value().equals(next) || entry.key().equals(next))
                            .findFirst()
                            .ifPresent(entry -> steps.add(new Step.Key(entry.name())));
                case Sequence sequence -> steps.add(item(sequence, next));
                case Scalar _, Node.Alias _ -> {}
            }
        }
        return new FieldPath(steps);
    }

    /** By its name, if it has one that no other item has; else by its place. */
    public static Step item(Sequence sequence, Node item) {
        var name = name(item);
        var same = sequence.items().stream().filter(it -> name(it).equals(name)).count();
        if (!name.isEmpty() && same == 1) {
            return new Step.Having("name", name);
        }
        for (var i = 0; i < sequence.items().size(); i++) {
            if (sequence.items().get(i).equals(item)) {
                return new Step.Index(i);
            }
        }
        throw new IllegalArgumentException("the item is another sequence's");
    }

    private static String name(Node item) {
        return item instanceof Mapping mapping ? mapping.text("name") : "";
    }

    private static String quoted(String word) {
        return BARE.matcher(word).matches() ? word : inQuotes(word);
    }

    private static String inQuotes(String word) {
        return "'" + word.replace("'", "''") + "'";
    }

    @Override
    public String toString() {
        var text = new StringBuilder();
        for (var step : steps) {
            text.append(step instanceof Step.Key && !text.isEmpty() ? "." : "").append(step);
        }
        return text.toString();
    }
}
