package dev.slipway.syncservice.core;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The releases in an environment whose end has been said; and whether something is being applied.
 *
 * @param failed those of them that ended badly; notes of before that was kept have none
 * @param applying since when an act has applied something of whose end nothing is known
 */
record Announced(
        Set<UUID> releases,
        @Nullable Set<UUID> failed,
        @Nullable Instant applying) {
    /** Nothing is begun to be applied later than this after it was kept. */
    static final Duration BEGIN_MAX = Duration.ofSeconds(15);
    /** And for so long an instance that has lost its partition may still apply what it read. */
    private static final Duration LAST_MAX = Duration.ofMinutes(2);

    static final Announced NOTHING = new Announced(Set.of(), Set.of(), null);

    Announced {
        releases = Set.copyOf(releases);
        failed = failed == null ? Set.of() : Set.copyOf(failed);
    }

    boolean hasFailed(UUID release) {
        return failed != null && failed.contains(release);
    }

    /** Some of them may have ended by now, while others are still under way. */
    Announced failing(Set<UUID> ended) {
        var said = new HashSet<>(releases);
        said.addAll(ended);
        return new Announced(said, ended, applying);
    }

    Announced applyingSince(@Nullable Instant time) {
        return new Announced(releases, failed, time);
    }

    /** For how long what is in the cluster may still be replaced by somebody of whom nothing more is heard. */
    Duration unsettledFor(Instant now) {
        var rest = applying == null ? Duration.ZERO : Duration.between(now, applying.plus(LAST_MAX));
        return rest.isPositive() ? rest : Duration.ZERO;
    }
}
