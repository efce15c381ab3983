package dev.slipway.syncservice.core;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The releases in an environment whose end has been said.
 *
 * @param failed those of them that ended badly; notes of before that was kept have none
 */
record Announced(Set<UUID> releases, @Nullable Set<UUID> failed) {
    static final Announced NOTHING = new Announced(Set.of(), Set.of());

    Announced {
        releases = Set.copyOf(releases);
        failed = failed == null ? Set.of() : Set.copyOf(failed);
    }

    boolean hasFailed(UUID release) {
        return failed != null && failed.contains(release);
    }
}
