package dev.slipway.syncservice.core;

import dev.slipway.events.values.EnvironmentRef;
import dev.slipway.service.decide.Parts;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Of each environment the newest generation that was seen, and what was told last of its engine. */
public record SyncState(Map<String, Long> generations, Map<String, Told> told) {
    static final SyncState EMPTY = new SyncState(Map.of(), Map.of());

    public SyncState {
        generations = Map.copyOf(generations);
        told = Map.copyOf(told);
    }

    long of(EnvironmentRef environment) {
        return generations.getOrDefault(environment.toString(), 0L);
    }

    SyncState saw(EnvironmentRef environment, long generation) {
        return new SyncState(with(generations, environment, generation), told);
    }

    Optional<Told> toldOf(EnvironmentRef environment) {
        return Optional.ofNullable(told.get(environment.toString()));
    }

    SyncState told(EnvironmentRef environment, Told news) {
        return new SyncState(generations, with(told, environment, news));
    }

    private static <T> Map<String, T> with(Map<String, T> before, EnvironmentRef environment, T value) {
        var with = new HashMap<>(before);
        with.put(environment.toString(), value);
        return with;
    }

    /** The generations in one record, as before there was anything else; what was told apart for each environment. */
    static final class InParts implements Parts<SyncState> {
        private static final String GENERATIONS = "";
        private static final String TOLD = "told";

        record Generations(Map<String, Long> generations) {}

        @Override
        public Map<String, Class<?>> types() {
            return Map.of(GENERATIONS, Generations.class, TOLD, Told.class);
        }

        @Override
        public Map<String, Map<String, ?>> of(SyncState state) {
            return Map.of(GENERATIONS, Map.of("", new Generations(state.generations())), TOLD, state.told());
        }

        @Override
        public SyncState whole(Shelves shelves) {
            var generations = shelves.of(GENERATIONS, Generations.class).get("");
            return new SyncState(
                    generations == null ? Map.of() : generations.generations(), shelves.of(TOLD, Told.class));
        }
    }
}
