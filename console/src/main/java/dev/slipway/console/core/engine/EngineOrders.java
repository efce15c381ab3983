package dev.slipway.console.core.engine;

import dev.slipway.console.core.line.Ahead;
import dev.slipway.console.core.line.Commands;
import dev.slipway.console.core.line.LineOrders.Ordered;
import dev.slipway.console.core.work.Impossible;
import dev.slipway.events.CommandEvent.InstallEngine;
import java.util.List;
import java.util.TreeSet;

/** What people ask of the engines of clusters. Whether a cluster lets us is its sync-service's to say. */
public final class EngineOrders {
    private static final String FLUX = "flux";
    private final List<String> clusters;
    private final Commands commands;

    /** @param clusters those that have a sync-service */
    public EngineOrders(List<String> clusters, Commands commands) {
        this.clusters = List.copyOf(clusters);
        this.commands = commands;
    }

    /** @throws Impossible if there is no such cluster, or Slipway does not install that engine */
    public Ordered install(InstallEngine wanted) {
        if (!has(wanted.cluster())) {
            throw new Impossible(noCluster(wanted.cluster()));
        }
        if (!wanted.engine().equals(FLUX)) {
            throw new Impossible("Slipway installs " + FLUX + " only; install " + wanted.engine() + " by hand");
        }
        return new Ordered(commands.send(wanted), new Ahead.Installed(wanted.cluster() + "/" + wanted.engine()));
    }

    public boolean has(String cluster) {
        return clusters.contains(cluster);
    }

    public String noCluster(String cluster) {
        return "there is no cluster " + cluster + " with a sync-service; there "
                + (clusters.isEmpty() ? "is none" : "are " + String.join(", ", new TreeSet<>(clusters)));
    }
}
