package dev.slipway.service.decide;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What the state of a project is kept in: records that are written only where they changed. So the cost of a decision grows with what
 * it changes, not with all that is known, and a state may be larger than a record.
 *
 * <p>A part has a name on a shelf.
 */
public interface Parts<S> {

    /** Of each shelf, the type of its parts. A shelf's name has no slash. */
    Map<String, Class<?>> types();

    Map<String, Map<String, ?>> of(S state);

    S whole(Shelves shelves);

    /** A state that is one record. */
    static <S> Parts<S> one(Class<S> type) {
        return new Parts<>() {
            @Override
            public Map<String, Class<?>> types() {
                return Map.of("", type);
            }

            @Override
            public Map<String, Map<String, ?>> of(S state) {
                return Map.of("", Map.of("", state));
            }

            @Override
            public S whole(Shelves shelves) {
                return Objects.requireNonNull(shelves.of("", type).get(""));
            }
        };
    }

    /** All parts of a project that were read. */
    final class Shelves {
        private final Map<String, Map<String, Object>> parts = new HashMap<>();

        void put(String shelf, String name, Object part) {
            parts.computeIfAbsent(shelf, _ -> new HashMap<>()).put(name, part);
        }

        void remove(String shelf, String name) {
            parts.getOrDefault(shelf, new HashMap<>()).remove(name);
        }

        public <P> Map<String, P> of(String shelf, Class<P> type) {
            var typed = new HashMap<String, P>();
            parts.getOrDefault(shelf, Map.of()).forEach((name, part) -> typed.put(name, type.cast(part)));
            return typed;
        }
    }
}
