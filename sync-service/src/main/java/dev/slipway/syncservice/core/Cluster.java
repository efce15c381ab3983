package dev.slipway.syncservice.core;

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
}
