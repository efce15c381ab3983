package dev.slipway.console.core.catalog;

import dev.slipway.events.catalog.Project;
import java.util.List;

/** What is declared, and what is not because something is wrong with it. */
public record CatalogStatus(List<Declared> projects, List<Problem> problems) {

    public CatalogStatus {
        projects = List.copyOf(projects);
        problems = List.copyOf(problems);
    }

    public record Declared(Project project, String managedBy) {}
}
