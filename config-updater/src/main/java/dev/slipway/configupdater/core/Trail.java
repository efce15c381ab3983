package dev.slipway.configupdater.core;

import dev.slipway.configupdater.core.DesiredRow.Tip;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The last commits of a line, oldest first: what its environment was before each. */
public record Trail(List<Step> steps) {
    private static final int STEPS_MAX = 6;
    static final Trail EMPTY = new Trail(List.of());

    /**
     * @param generation of the environment's row that the commit was told in
     * @param before what the branch said of the environment until then; absent where nothing was known
     */
    public record Step(
            UUID release, long generation, @Nullable Tip before) {}

    public Trail {
        steps = List.copyOf(steps.subList(Math.max(0, steps.size() - STEPS_MAX), steps.size()));
    }

    Trail plus(Step step) {
        var longer = new ArrayList<>(steps);
        longer.add(step);
        return new Trail(longer);
    }

    /** What came in the release's place. */
    Optional<Step> after(UUID release) {
        for (var i = 0; i < steps.size() - 1; i++) {
            if (steps.get(i).release().equals(release)) {
                return Optional.of(steps.get(i + 1));
            }
        }
        return Optional.empty();
    }

    /** Whether the line has moved in this generation or later. */
    boolean hasMovedSince(long generation) {
        return !steps.isEmpty() && steps.getLast().generation() >= generation;
    }
}
