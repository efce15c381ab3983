package dev.slipway.syncservice.core;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The releases in an environment whose end has been said; and whether something is being applied, or waits.
 *
 * @param failed those of them that ended badly; notes of before that was kept have none
 * @param applying since when an act has applied something of whose end nothing is known
 * @param begun the generation that was begun last: whatever its strategy says, it goes on to its end
 * @param waits what waits until it may begin
 * @param left those that ended because the environment has left: when it comes back, they go on
 */
record Announced(
        Set<UUID> releases,
        @Nullable Set<UUID> failed,
        @Nullable Instant applying,
        @Nullable Long begun,
        @Nullable Waits waits,
        @Nullable Set<UUID> left) {
    /** Nothing is begun to be applied later than this after it was kept. */
    static final Duration BEGIN_MAX = Duration.ofSeconds(15);
    /** And for so long an instance that has lost its partition may still apply what it read. */
    private static final Duration LAST_MAX = Duration.ofMinutes(2);

    static final Announced NOTHING = new Announced(Set.of(), Set.of(), null, null, null, null);

    Announced {
        releases = Set.copyOf(releases);
        failed = failed == null ? Set.of() : Set.copyOf(failed);
        left = left == null ? Set.of() : Set.copyOf(left);
    }

    /**
     * @param since when the first of it came
     * @param told the releases of which it has been said that they wait
     */
    record Waits(Instant since, Set<UUID> told) {

        Waits {
            told = Set.copyOf(told);
        }
    }

    boolean hasToldToWait(UUID release) {
        return waits != null && waits.told().contains(release);
    }

    boolean hasFailed(UUID release) {
        return failed != null && failed.contains(release);
    }

    boolean hasBegun(long generation) {
        return begun != null && begun == generation;
    }

    /** Some of them may have ended by now, while others are still under way. */
    Announced failing(Set<UUID> ended) {
        var said = new HashSet<>(releases);
        said.addAll(ended);
        return new Announced(said, ended, applying, begun, waits, left);
    }

    /** All that is in the environment has ended so. */
    Announced ended(Set<UUID> told, Set<UUID> badly) {
        return new Announced(told, badly, null, begun, waits, null);
    }

    Announced applyingSince(@Nullable Instant time) {
        return new Announced(releases, failed, time, begun, waits, left);
    }

    Announced beginning(long generation) {
        return new Announced(releases, failed, applying, generation, waits, left);
    }

    Announced waiting(@Nullable Waits now) {
        return new Announced(releases, failed, applying, begun, now, left);
    }

    boolean hasLeft(UUID release) {
        return left != null && left.contains(release);
    }

    /** Nothing waits here any more. */
    Announced leaving(Set<UUID> ended) {
        var all = new HashSet<>(ended);
        all.addAll(left == null ? Set.of() : left);
        return new Announced(releases, failed, applying, begun, null, all);
    }

    /** For how long what is in the cluster may still be replaced by somebody of whom nothing more is heard. */
    Duration unsettledFor(Instant now) {
        var rest = applying == null ? Duration.ZERO : Duration.between(now, applying.plus(LAST_MAX));
        return rest.isPositive() ? rest : Duration.ZERO;
    }
}
