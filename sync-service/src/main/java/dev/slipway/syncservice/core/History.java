package dev.slipway.syncservice.core;

import dev.slipway.events.values.Segment;
import dev.slipway.service.PermanentFailure;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What an engine has applied to an environment, the newest first.
 *
 * @param syncsItself whether the engine would undo a rollback that is not in Git
 */
public record History(List<Applied> all, boolean syncsItself) {
    private static final int NAMED_MAX = 10;

    public History {
        all = all.stream()
                .sorted(Comparator.comparingLong(Applied::id).reversed())
                .toList();
    }

    /**
     * @param id as the engine counts
     * @param by who asked for it; empty: the engine itself
     */
    public record Applied(
            long id, String revision, @Nullable Instant at, String by) {

        @Override
        public String toString() {
            return id + " (" + revision + ")";
        }
    }

    /**
     * What a rollback to it brings back.
     *
     * @throws PermanentFailure if there is no such entry, or it is what runs
     */
    public Applied backTo(long id) {
        if (all.isEmpty()) {
            throw refused("the engine has no history of this environment", "let a release go live first");
        }
        if (all.getFirst().id() == id) {
            throw refused(all.getFirst() + " is what was applied last", "name an older one: " + older());
        }
        return all.stream()
                .filter(one -> one.id() == id)
                .findFirst()
                .orElseThrow(() -> refused("the engine's history has no entry " + id, "name one of these: " + older()));
    }

    private String older() {
        return all.size() == 1
                ? "there is none"
                : all.stream().skip(1).limit(NAMED_MAX).map(Applied::toString).collect(Collectors.joining(", "));
    }

    private static PermanentFailure refused(String seen, String nextStep) {
        return new PermanentFailure(Segment.ENGINE, seen, nextStep);
    }
}
