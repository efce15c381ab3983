package dev.slipway.syncservice.core;

import dev.slipway.events.values.Failure;
import java.io.IOException;
import java.util.List;

/** The cluster that the environments of this service live in. */
public interface Cluster {

    /**
     * Makes the cluster have the objects. What it has already it keeps as it is, so this may be repeated.
     *
     * @throws dev.slipway.service.PermanentFailure if the cluster refuses an object, naming it
     * @throws IOException if it may work later
     */
    void apply(List<Manifest> manifests, String namespace) throws IOException, InterruptedException;

    /** How far the rollout of the workloads among the objects is now. */
    Rollout rollout(List<Manifest> manifests, String namespace) throws IOException;

    sealed interface Rollout {
        /**
         * All new pods are ready and all old ones are gone.
         *
         * @param podsReady as many as are wanted; what is too many may run a moment longer
         */
        record Done(int podsReady) implements Rollout {}

        record UnderWay(String seen) implements Rollout {}

        /** It will not get better by waiting. */
        record Broken(Failure why) implements Rollout {}
    }
}
