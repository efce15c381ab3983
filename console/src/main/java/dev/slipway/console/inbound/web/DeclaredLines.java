package dev.slipway.console.inbound.web;

import dev.slipway.console.core.catalog.CatalogTopic;
import dev.slipway.console.core.line.LineOrders.Line;
import dev.slipway.events.catalog.Project;
import jakarta.inject.Singleton;
import java.util.Map;

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
        var project = project(projectName);
        var known = project.environment(environment).orElseThrow(() -> NotThere.environment(projectName, environment));
        if (project.application(application).isEmpty()) {
            throw NotThere.application(projectName, application);
        }
        return new Line(project.ref(known), application);
    }
}
