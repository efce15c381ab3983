package dev.slipway.configediting.yaml;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What is to stand somewhere. How it is written is the neighbours' choice; what it is read as is the caller's. */
public sealed interface Value {

    /** Always read as text, whatever it looks like: {@code "1.10"}, {@code "on"}. */
    record Text(String text) implements Value {}

    /** A number, a boolean or null, as YAML writes it. */
    record Literal(String written) implements Value {
        private static final Pattern PLAIN =
                Pattern.compile("true|false|null|-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][-+]?[0-9]+)?");

        public static boolean isOne(String text) {
            return PLAIN.matcher(text).matches();
        }

        public Literal {
            if (!PLAIN.matcher(written).matches()) {
                throw new IllegalArgumentException("'" + written + "' is no number, boolean or null");
            }
        }
    }

    record Fields(Map<String, Value> fields) implements Value {
        public Fields {
            fields = new LinkedHashMap<>(fields);
        }
    }

    record Items(List<Value> items) implements Value {
        public Items {
            items = List.copyOf(items);
        }
    }

    static Value text(String text) {
        return new Text(text);
    }

    static Value number(long number) {
        return new Literal(Long.toString(number));
    }

    static Value bool(boolean value) {
        return new Literal(Boolean.toString(value));
    }

    /** A field with a value. */
    static Value field(String key, Value value) {
        return new Fields(Map.of(key, value));
    }

    /** Two fields, in this order. */
    static Value fields(String first, Value one, String second, Value two) {
        var fields = new LinkedHashMap<String, Value>();
        fields.put(first, one);
        fields.put(second, two);
        return new Fields(fields);
    }
}
