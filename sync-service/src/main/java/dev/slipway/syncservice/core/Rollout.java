package dev.slipway.syncservice.core;

import dev.slipway.events.values.Failure;

/** How far the way from Git to running pods is. */
public sealed interface Rollout {
    /**
     * All new pods are ready and all old ones are gone.
     *
     * @param podsReady as many as are wanted; what is too many may run a moment longer; 0 where nobody counts them
     */
    record Done(int podsReady) implements Rollout {}

    record UnderWay(String seen) implements Rollout {}

    /** It will not get better by waiting. */
    record Broken(Failure why) implements Rollout {}
}
