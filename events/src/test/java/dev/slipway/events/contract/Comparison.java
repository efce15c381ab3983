package dev.slipway.events.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Finds where today's schemas break a promise of earlier ones. What is only added breaks none. */
final class Comparison {
    private final List<Change> changes = new ArrayList<>();

    private Comparison() {}

    /** Both by wire name. */
    static List<Change> of(Map<String, JsonNode> promised, Map<String, JsonNode> today) {
        var comparison = new Comparison();
        promised.forEach((event, before) -> {
            var after = today.get(event);
            if (after == null) {
                comparison.found(event, "", "the event is gone");
            } else {
                comparison.new Event(event, before, after).compare();
            }
        });
        return comparison.changes;
    }

    private void found(String event, String field, String why) {
        changes.add(new Change(event, field, why));
    }

    /** One event then and now. */
    private final class Event {
        private final String name;
        private final JsonNode promised;
        private final JsonNode today;
        /** The definitions that are being compared: one may hold itself. */
        private final Set<String> within = new HashSet<>();

        private Event(String name, JsonNode promised, JsonNode today) {
            this.name = name;
            this.promised = promised;
            this.today = today;
        }

        private void compare() {
            unlessSame("", "x-topic", "the topic", promised, today);
            values("", promised, today);
        }

        private void values(String field, JsonNode then, JsonNode now) {
            var pair = then.path("$ref").asText() + " " + now.path("$ref").asText();
            if (!pair.isBlank() && !within.add(pair)) {
                return;
            }
            resolvedValues(field, resolved(promised, then), resolved(today, now));
            within.remove(pair);
        }

        private void resolvedValues(String field, JsonNode before, JsonNode after) {
            if (!unlessSame(field, "type", "the type", before, after)) {
                return;
            }
            List.of("format", "pattern", "minimum")
                    .forEach(limit -> unlessSame(field, limit, "the " + limit, before, after));
            enumeration(field, before, after);
            fields(field, before, after);
            below(field + "[]", "items", before, after);
            below(field + "{}", "additionalProperties", before, after);
        }

        private void below(String field, String keyword, JsonNode before, JsonNode after) {
            if (before.has(keyword) && after.has(keyword)) {
                values(field, before.get(keyword), after.get(keyword));
            }
        }

        private void fields(String field, JsonNode before, JsonNode after) {
            var was = required(before);
            var is = required(after);
            for (var property : before.path("properties").properties()) {
                var path = field.isEmpty() ? property.getKey() : field + "." + property.getKey();
                var now = after.path("properties").path(property.getKey());
                if (now.isMissingNode()) {
                    found(name, path, "the field is gone");
                    continue;
                }
                if (was.contains(property.getKey()) && !is.contains(property.getKey())) {
                    found(name, path, "was required and is optional: readers rely on it");
                }
                if (!was.contains(property.getKey()) && is.contains(property.getKey())) {
                    found(
                            name,
                            path,
                            "was optional and is required: what was written without it could no longer be read");
                }
                values(path, property.getValue(), now);
            }
            is.stream()
                    .filter(added -> !before.path("properties").has(added))
                    .sorted()
                    .forEach(added -> found(
                            name,
                            field.isEmpty() ? added : field + "." + added,
                            "is new and required: what was written without it could no longer be read"));
        }

        private void enumeration(String field, JsonNode before, JsonNode after) {
            if (!before.has("enum")) {
                if (after.has("enum")) {
                    found(name, field, "was any value and is one of a few: what was written could no longer be read");
                }
                return;
            }
            if (!after.has("enum")) {
                found(name, field, "was one of a few values and is any");
                return;
            }
            var left = texts(after.get("enum"));
            texts(before.get("enum")).stream()
                    .filter(value -> !left.contains(value))
                    .sorted()
                    .forEach(value -> found(name, field, "no longer has the value " + value));
        }

        private boolean unlessSame(String field, String keyword, String what, JsonNode before, JsonNode after) {
            var was = before.path(keyword).asText();
            var is = after.path(keyword).asText();
            if (!was.equals(is)) {
                found(
                        name,
                        field,
                        what + " was " + (was.isEmpty() ? "open" : was) + " and is " + (is.isEmpty() ? "open" : is));
                return false;
            }
            return true;
        }
    }

    private static JsonNode resolved(JsonNode root, JsonNode schema) {
        var reference = schema.path("$ref").asText();
        return reference.isEmpty() ? schema : Objects.requireNonNull(root.at(reference.substring(1)));
    }

    private static Set<String> required(JsonNode schema) {
        return texts(schema.path("required"));
    }

    private static Set<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.toSet());
    }
}
