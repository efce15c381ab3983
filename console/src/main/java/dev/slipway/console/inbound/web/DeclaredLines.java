package dev.slipway.console.inbound.web;

import dev.slipway.console.core.catalog.CatalogTopic;
import dev.slipway.console.core.line.LineOrders.Line;
import dev.slipway.events.catalog.Environment;
import dev.slipway.events.catalog.Project;
import dev.slipway.events.values.EnvironmentRef;
import jakarta.inject.Singleton;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lines as addresses name them, if the catalog declares them. */
@Singleton
class DeclaredLines {
    private final CatalogTopic catalog;

    DeclaredLines(CatalogTopic catalog) {
        this.catalog = catalog;
    }

    Project project(String name) {
        var held = catalog.held().orElse(Map.of()).get(name);
        if (held == null) {
            throw NotThere.project(name);
        }
        return held.declared();
    }

    Line line(String projectName, String environment, String application) {
        var ref = environment(projectName, environment);
        if (project(projectName).application(application).isEmpty()) {
            throw NotThere.application(projectName, application);
        }
        return new Line(ref, application);
    }

    EnvironmentRef environment(String project, String name) {
        return project(project).ref(declared(project, name));
    }

    /** Why what is there would wait; none where it is synced at once. */
    @Nullable
    String strategy(String project, String environment) {
        var declared = declared(project, environment);
        var strategy = declared.sync();
        return strategy == null || declared.syncsAtOnce() ? null : strategy.when();
    }

    Environment declared(String project, String name) {
        return project(project).environment(name).orElseThrow(() -> NotThere.environment(project, name));
    }
}
