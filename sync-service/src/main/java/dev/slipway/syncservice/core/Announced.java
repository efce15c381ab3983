package dev.slipway.syncservice.core;

import java.util.Set;
import java.util.UUID;

/** The releases in an environment whose end has been said. */
record Announced(Set<UUID> releases) {
    static final Announced NOTHING = new Announced(Set.of());

    Announced {
        releases = Set.copyOf(releases);
    }
}
