package dev.slipway.syncservice.core;

import dev.slipway.events.DesiredEvent.EnvironmentDesired;
import org.jspecify.annotations.Nullable;

/**
 * An environment to bring to what its row says.
 *
 * @param replayed true where a person has asked for it once more, by a replay or by a sync; rows of before that was known have none
 */
public record SyncWork(EnvironmentDesired desired, @Nullable Boolean replayed) implements ClusterWork {

    static SyncWork of(EnvironmentDesired desired, boolean replayed) {
        return new SyncWork(desired, replayed ? true : null);
    }

    boolean isReplayed() {
        return replayed != null && replayed;
    }
}
