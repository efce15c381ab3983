package dev.slipway.service.decide;

import dev.slipway.events.wire.Json;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The states of a service's projects as records, a part each: {@code project}, or {@code project/shelf/name}. */
public final class StateRecords<S> {
    private final Parts<S> parts;
    private final Map<String, Parts.Shelves> read = new HashMap<>();

    public StateRecords(Decider<S> decider) {
        parts = decider.parts();
    }

    /** @param value null where the part is gone */
    public void read(String key, byte @Nullable [] value) {
        var names = key.split("/", 3);
        var shelf = names.length == 3 ? names[1] : "";
        var name = names.length == 3 ? names[2] : "";
        var project = read.computeIfAbsent(names[0], _ -> new Parts.Shelves());
        var type = parts.types().get(shelf);
        if (type == null) {
            return; // of a version that kept more, or otherwise
        }
        if (value == null) {
            project.remove(shelf, name);
        } else {
            project.put(shelf, name, Json.read(value, type));
        }
    }

    /** The states that all that was read makes up. */
    public Map<String, S> states() {
        var states = new HashMap<String, S>();
        read.forEach((project, shelves) -> states.put(project, parts.whole(shelves)));
        read.clear();
        return states;
    }

    /** What differs between two states of a project, by the key of its record; null where it is gone. */
    @SuppressWarnings("ReferenceEquality") // what is the same object needs no look at all that is in it
    static <S> Map<String, @Nullable Object> changes(Parts<S> parts, String project, @Nullable S before, S after) {
        var changes = new HashMap<String, @Nullable Object>();
        var was = before == null ? Map.<String, Map<String, ?>>of() : parts.of(before);
        parts.of(after).forEach((shelf, now) -> {
            var then = was.getOrDefault(shelf, Map.of());
            if (then != now) {
                names(then, now).stream()
                        .filter(name -> !Objects.equals(then.get(name), now.get(name)))
                        .forEach(name -> changes.put(key(project, shelf, name), now.get(name)));
            }
        });
        return changes;
    }

    private static Set<String> names(Map<String, ?> then, Map<String, ?> now) {
        var names = new HashSet<>(then.keySet());
        names.addAll(now.keySet());
        return names;
    }

    private static String key(String project, String shelf, String name) {
        return shelf.isEmpty() ? project : project + "/" + shelf + "/" + name;
    }
}
