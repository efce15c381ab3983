package dev.slipway.syncservice.outbound.flux;

import dev.slipway.events.DesiredEvent.EnvironmentDesired;
import dev.slipway.syncservice.core.Cluster;
import dev.slipway.syncservice.core.Rollout;
import dev.slipway.syncservice.core.Rollout.Broken;
import dev.slipway.syncservice.core.Rollout.Done;
import dev.slipway.syncservice.core.Rollout.UnderWay;
import dev.slipway.syncservice.outbound.flux.FluxStep.Wait;
import java.io.IOException;

/**
 * The workloads that Flux has applied, where they are in this cluster. A container that crashes is seen at once, with its last words, while
 * Flux waits until its time is over; and where Flux was told not to look at health, somebody has to.
 */
final class FluxPods {
    private static final String CHECKS = "Running health checks";

    private final Cluster cluster;
    private final EnvironmentDesired desired;

    FluxPods(Cluster cluster, EnvironmentDesired desired) {
        this.cluster = cluster;
        this.desired = desired;
    }

    Rollout during(Wait wait) {
        var underWay = new UnderWay(wait.seen());
        if (!wait.seen().startsWith(CHECKS) || isElsewhere(wait.on())) {
            return underWay;
        }
        try {
            return rollout(wait.on()) instanceof Broken broken ? broken : underWay;
        } catch (IOException e) {
            return underWay; // Flux looks at them, too
        }
    }

    Rollout after(FluxObject applier) throws IOException {
        if (isElsewhere(applier)) {
            return new Done(0);
        }
        if (!checksHealth(applier)) {
            return rollout(applier);
        }
        try {
            return rollout(applier) instanceof Done done ? done : new Done(0);
        } catch (IOException e) {
            return new Done(0); // Flux has seen that they are healthy; nobody counts them
        }
    }

    static boolean checksHealth(FluxObject applier) {
        var spec = applier.spec();
        return applier.kind().equals(FluxKind.HELM_RELEASE.toString())
                ? !spec.at("upgrade").isTrue("disableWait")
                        && !spec.at("install").isTrue("disableWait")
                : spec.isTrue("wait") || !spec.list("healthChecks").isEmpty();
    }

    private boolean isElsewhere(FluxObject applier) {
        return desired.target() != null || applier.spec().has("kubeConfig");
    }

    private Rollout rollout(FluxObject applier) throws IOException {
        return cluster.rollout(FluxInventory.workloads(applier, desired.source().path()), desired.namespace());
    }
}
