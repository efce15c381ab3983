package dev.slipway.console.inbound.web;

import dev.slipway.console.core.catalog.CatalogTopic;
import dev.slipway.console.core.engine.ClusterEngineView;
import dev.slipway.console.core.engine.ClusterEngines;
import dev.slipway.console.core.engine.EngineOrders;
import dev.slipway.console.core.engine.EngineStates;
import dev.slipway.console.core.engine.EngineView;
import dev.slipway.events.values.EnvironmentRef;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The engines of the environments that are declared. */
@Singleton
class Engines {
    private final EngineStates states;
    private final ClusterEngines found;
    private final CatalogTopic catalog;
    private final EngineOrders orders;

    Engines(EngineStates states, ClusterEngines found, CatalogTopic catalog, EngineOrders orders) {
        this.states = states;
        this.found = found;
        this.catalog = catalog;
        this.orders = orders;
    }

    /** A field of a form that is left empty names nothing. */
    static @Nullable String named(@Nullable String parameter) {
        return parameter == null || parameter.isBlank() ? null : parameter.strip();
    }

    List<EngineView> of(@Nullable String project, @Nullable String cluster) {
        var held = catalog.held().orElse(Map.of());
        if (project != null && !held.containsKey(project)) {
            throw NotThere.project(project);
        }
        return states.newest(project, cluster).stream()
                .filter(seen -> isDeclared(seen.project(), seen.environment().name()))
                .map(EngineView::of)
                .toList();
    }

    /** The engines themselves. */
    List<ClusterEngineView> inClusters(@Nullable String cluster) {
        return found.newest(cluster);
    }

    /** Of a cluster that is no longer ours, what was seen last is shown all the same. */
    void mustBeKnown(@Nullable String cluster) {
        if (cluster != null
                && !orders.has(cluster)
                && found.newest(cluster).isEmpty()
                && states.newest(null, cluster).isEmpty()) {
            throw new NotThere(orders.noCluster(cluster));
        }
    }

    EngineView one(String project, String environment) {
        if (!isDeclared(project, environment)) {
            throw NotThere.environment(project, environment);
        }
        var ref = new EnvironmentRef(project, environment);
        return states.newest(project, null).stream()
                .filter(seen -> seen.environment().equals(ref))
                .map(EngineView::of)
                .findFirst()
                .orElseThrow(() -> new NotThere("nothing was seen yet of the engine of environment " + ref
                        + ": a sync-service says so once the environment has a release"));
    }

    private boolean isDeclared(String project, String environment) {
        var held = catalog.held().orElse(Map.of()).get(project);
        return held != null && held.declared().environment(environment).isPresent();
    }
}
