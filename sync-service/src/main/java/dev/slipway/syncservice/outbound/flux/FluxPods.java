package dev.slipway.syncservice.outbound.flux;

import dev.slipway.events.DesiredEvent.EnvironmentDesired;
import dev.slipway.events.values.Failure;
import dev.slipway.syncservice.core.Cluster;
import dev.slipway.syncservice.core.Rollout;
import dev.slipway.syncservice.core.Rollout.Broken;
import dev.slipway.syncservice.core.Rollout.Done;
import dev.slipway.syncservice.core.Rollout.UnderWay;
import dev.slipway.syncservice.outbound.flux.FluxStep.Failing;
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
        if (!wait.seen().startsWith(CHECKS)) {
            return UnderWay.ofEngine(wait.seen());
        }
        var underWay = new UnderWay(wait.seen());
        if (isElsewhere(wait.on())) {
            return underWay;
        }
        try {
            return switch (rollout(wait.on())) {
                case Broken broken -> broken;
                case UnderWay pods -> new UnderWay(wait.seen(), pods.images());
                case Done _ -> underWay;
            };
        } catch (IOException e) {
            return underWay; // Flux looks at them, too
        }
    }

    /** Flux has given up. Which workloads are not healthy its message says to people; we see it from their pods. */
    Broken failed(Failing failing) {
        var why = failing.trouble().why();
        if (!isOfHealth(failing.on()) || isElsewhere(failing.on())) {
            return new Broken(why);
        }
        try {
            return switch (rollout(failing.on())) {
                case Broken broken ->
                    broken.judgingOthers(others -> others instanceof UnderWay pods ? late(why, pods) : others);
                case UnderWay pods -> late(why, pods);
                case Done _ -> new Broken(why);
            };
        } catch (IOException e) {
            return new Broken(why);
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

    private static boolean isOfHealth(FluxObject applier) {
        return applier.failed()
                .filter(ready -> ready.reason().equals("HealthCheckFailed"))
                .isPresent();
    }

    private static Broken late(Failure why, UnderWay pods) {
        return new Broken(why, pods.images(), new Done(0));
    }

    private boolean isElsewhere(FluxObject applier) {
        return desired.target() != null || applier.spec().has("kubeConfig");
    }

    private Rollout rollout(FluxObject applier) throws IOException {
        return cluster.rollout(FluxInventory.workloads(applier, desired.source().path()), desired.namespace());
    }
}
