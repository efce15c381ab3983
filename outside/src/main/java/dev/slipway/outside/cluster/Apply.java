package dev.slipway.outside.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Server-side apply for one field manager: merges what it wants, removes what it wanted before and no longer does. */
final class Apply {
    /** Lists whose items are told apart by a field; all others are replaced whole. */
    private static final Map<String, String> KEYS = Map.of(
            "containers", "name",
            "initContainers", "name",
            "env", "name",
            "volumes", "name",
            "volumeMounts", "mountPath",
            "imagePullSecrets", "name");

    private Apply() {}

    /** @param earlier what this manager applied last, if it did */
    static ObjectNode merge(ObjectNode live, ObjectNode wanted, @Nullable ObjectNode earlier) {
        var merged = live.deepCopy();
        if (earlier != null) {
            remove(merged, earlier, wanted);
        }
        merge(merged, wanted);
        return merged;
    }

    private static void merge(ObjectNode into, ObjectNode wanted) {
        for (var field : wanted.properties()) {
            var there = into.get(field.getKey());
            var value = field.getValue();
            if (value.isObject() && there != null && there.isObject()) {
                merge((ObjectNode) there, (ObjectNode) value);
            } else if (value.isArray() && there != null && there.isArray() && KEYS.containsKey(field.getKey())) {
                mergeItems((ArrayNode) there, (ArrayNode) value, KEYS.get(field.getKey()));
            } else {
                into.set(field.getKey(), value.deepCopy());
            }
        }
    }

    private static void mergeItems(ArrayNode into, ArrayNode wanted, String key) {
        for (var item : wanted) {
            var there = item(into, key, item.path(key));
            if (there instanceof ObjectNode known && item instanceof ObjectNode changed) {
                merge(known, changed);
            } else {
                into.add(item.deepCopy());
            }
        }
    }

    private static void remove(ObjectNode from, ObjectNode earlier, ObjectNode wanted) {
        for (var field : earlier.properties()) {
            var name = field.getKey();
            var now = wanted.get(name);
            var there = from.get(name);
            if (now == null) {
                from.remove(name);
            } else if (field.getValue() instanceof ObjectNode was
                    && now instanceof ObjectNode is
                    && there instanceof ObjectNode live) {
                remove(live, was, is);
            } else if (KEYS.containsKey(name) && there instanceof ArrayNode live && now.isArray()) {
                removeItems(live, field.getValue(), now, KEYS.get(name));
            }
        }
    }

    private static void removeItems(ArrayNode from, JsonNode earlier, JsonNode wanted, String key) {
        for (var was : earlier) {
            var is = item(wanted, key, was.path(key));
            if (is == null) {
                for (var i = from.size() - 1; i >= 0; i--) {
                    if (from.get(i).path(key).equals(was.path(key))) {
                        from.remove(i);
                    }
                }
            } else if (item(from, key, was.path(key)) instanceof ObjectNode live
                    && was instanceof ObjectNode before
                    && is instanceof ObjectNode now) {
                remove(live, before, now);
            }
        }
    }

    private static @Nullable JsonNode item(JsonNode list, String key, JsonNode value) {
        for (var item : list) {
            if (item.path(key).equals(value)) {
                return item;
            }
        }
        return null;
    }
}
