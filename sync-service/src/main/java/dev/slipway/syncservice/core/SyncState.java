package dev.slipway.syncservice.core;

import dev.slipway.events.DesiredEvent.EngineDesired;
import dev.slipway.events.DesiredEvent.EnvironmentDesired;
import dev.slipway.events.values.EnvironmentRef;
import dev.slipway.service.decide.Parts;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Of each environment the newest generation that was seen, and what was told last of its engine.
 *
 * @param gone the generation in which an environment has left
 * @param found what was told last of each engine itself, where this is the state of a cluster
 * @param installing what was asked for of each engine there
 */
public record SyncState(
        Map<String, Long> generations,
        Map<String, Told> told,
        Map<String, Found> found,
        Map<String, Long> gone,
        Map<String, Installing> installing) {
    static final SyncState EMPTY = new SyncState(Map.of(), Map.of(), Map.of(), Map.of(), Map.of());

    public SyncState {
        generations = Map.copyOf(generations);
        told = Map.copyOf(told);
        found = Map.copyOf(found);
        gone = Map.copyOf(gone);
        installing = Map.copyOf(installing);
    }

    long of(EnvironmentRef environment) {
        return generations.getOrDefault(environment.toString(), 0L);
    }

    /** Nothing is told any more of one that has left; and of one that has come back, all is news. */
    SyncState saw(EnvironmentDesired row) {
        var name = row.environment().toString();
        var seen = with(generations, name, row.generation());
        return row.hasLeft()
                ? new SyncState(seen, without(told, name), found, with(gone, name, row.generation()), installing)
                : new SyncState(seen, told, found, without(gone, name), installing);
    }

    boolean hasLeft(EnvironmentRef environment) {
        return gone.containsKey(environment.toString());
    }

    Optional<Told> toldOf(EnvironmentRef environment) {
        return Optional.ofNullable(told.get(environment.toString()));
    }

    SyncState told(EnvironmentRef environment, Told news) {
        return new SyncState(generations, with(told, environment.toString(), news), found, gone, installing);
    }

    Optional<Found> foundOf(String engine) {
        return Optional.ofNullable(found.get(engine));
    }

    SyncState found(String engine, Found news) {
        return new SyncState(generations, told, with(found, engine, news), gone, installing);
    }

    boolean hasSeen(EngineDesired row) {
        return installing.getOrDefault(row.engine(), Installing.NOTHING).knows(row.order());
    }

    SyncState saw(EngineDesired row) {
        var known = installing.getOrDefault(row.engine(), Installing.NOTHING);
        return new SyncState(generations, told, found, gone, with(installing, row.engine(), known.with(row.order())));
    }

    private static <T> Map<String, T> without(Map<String, T> before, String key) {
        var without = new HashMap<>(before);
        without.remove(key);
        return without;
    }

    private static <T> Map<String, T> with(Map<String, T> before, String key, T value) {
        var with = new HashMap<>(before);
        with.put(key, value);
        return with;
    }

    /** The generations in one record, as before there was anything else; what was told apart for each environment and engine. */
    static final class InParts implements Parts<SyncState> {
        private static final String GENERATIONS = "";
        private static final String TOLD = "told";
        private static final String FOUND = "found";
        private static final String GONE = "gone";
        private static final String INSTALLING = "installing";

        record Generations(Map<String, Long> generations) {}

        @Override
        public Map<String, Class<?>> types() {
            return Map.of(
                    GENERATIONS, Generations.class,
                    TOLD, Told.class,
                    FOUND, Found.class,
                    GONE, Long.class,
                    INSTALLING, Installing.class);
        }

        @Override
        public Map<String, Map<String, ?>> of(SyncState state) {
            return Map.of(
                    GENERATIONS,
                    Map.of("", new Generations(state.generations())),
                    TOLD,
                    state.told(),
                    FOUND,
                    state.found(),
                    GONE,
                    state.gone(),
                    INSTALLING,
                    state.installing());
        }

        @Override
        public SyncState whole(Shelves shelves) {
            var generations = shelves.of(GENERATIONS, Generations.class).get("");
            return new SyncState(
                    generations == null ? Map.of() : generations.generations(),
                    shelves.of(TOLD, Told.class),
                    shelves.of(FOUND, Found.class),
                    shelves.of(GONE, Long.class),
                    shelves.of(INSTALLING, Installing.class));
        }
    }
}
