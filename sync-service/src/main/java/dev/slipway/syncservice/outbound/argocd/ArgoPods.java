package dev.slipway.syncservice.outbound.argocd;

import dev.slipway.syncservice.core.Cluster;
import dev.slipway.syncservice.core.Manifest;
import dev.slipway.syncservice.core.Rollout;
import dev.slipway.syncservice.core.Rollout.Done;
import dev.slipway.syncservice.outbound.engine.Fields;
import java.io.IOException;
import java.util.Map;
import java.util.Set;

/** An Application's workloads, where they run in Argo CD's own cluster: their pods say sooner and more than its health. */
final class ArgoPods {
    private static final Set<String> WORKLOADS = Set.of("Deployment", "StatefulSet", "DaemonSet");

    private final Cluster cluster;
    private final Declared declared;

    ArgoPods(Cluster cluster, Declared declared) {
        this.cluster = cluster;
        this.declared = declared;
    }

    /** Done where we may not look at them. */
    Rollout of(ApplicationState state) {
        if (declared.target() != null) {
            return new Done(0);
        }
        var workloads = state.resources().stream()
                .filter(one -> WORKLOADS.contains(one.text("kind", "")))
                .map(this::manifest)
                .toList();
        try {
            return cluster.rollout(workloads, declared.into());
        } catch (IOException _) {
            return new Done(0);
        }
    }

    private Manifest manifest(Fields resource) {
        var group = resource.text("group");
        var version = resource.text("version", "v1");
        return new Manifest(
                declared.toString(),
                0,
                group == null ? version : group + "/" + version,
                resource.text("kind", ""),
                resource.text("namespace"),
                resource.text("name", ""),
                Map.of());
    }
}
