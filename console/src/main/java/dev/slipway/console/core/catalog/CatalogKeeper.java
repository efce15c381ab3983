package dev.slipway.console.core.catalog;

import dev.slipway.events.CatalogEvent;
import dev.slipway.events.CatalogEvent.ProjectDeclared;
import dev.slipway.events.CatalogEvent.ProjectRemoved;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Decides what a reading of the folder means for the catalog. A document with a problem leaves its project as it is, and while it
 * is not known which project a broken file is about, nothing is removed.
 */
public final class CatalogKeeper {
    private final String manager;
    private final Map<String, Set<String>> projectsOf = new HashMap<>();
    private Set<String> missing = Set.of();

    /** @param manager whose documents these are; others' are left alone */
    public CatalogKeeper(String manager) {
        this.manager = manager;
    }

    public record Decision(List<CatalogEvent> events, List<Problem> problems) {}

    public Decision decide(List<Document> documents, Map<String, ProjectDeclared> held) {
        var problems = new ArrayList<Problem>();
        var events = new ArrayList<CatalogEvent>();
        var claimed = new HashMap<String, String>();
        for (var document : documents) {
            problems.addAll(document.problems());
            var project = document.project();
            if (project != null) {
                refusal(document, project.project(), claimed, held).ifPresentOrElse(problems::add, () -> {
                    var declared = new ProjectDeclared(project, manager);
                    if (!declared.equals(held.get(project.project()))) {
                        events.add(declared);
                    }
                });
            }
            if (document.name() != null) {
                claimed.putIfAbsent(document.name(), document.file());
            }
        }
        if (remember(documents)) {
            events.addAll(removals(held));
        }
        return new Decision(events, problems);
    }

    private Optional<Problem> refusal(
            Document document, String project, Map<String, String> claimed, Map<String, ProjectDeclared> held) {
        var first = claimed.get(project);
        if (first != null) {
            return problem(
                    document, "project '" + project + "' is declared in " + first + " already; remove one of them");
        }
        var holder = held.get(project);
        return holder != null && !holder.managedBy().equals(manager)
                ? problem(
                        document,
                        "project '" + project + "' is managed by " + holder.managedBy()
                                + "; remove it there first, or remove this document")
                : Optional.empty();
    }

    private static Optional<Problem> problem(Document document, String text) {
        return Optional.of(new Problem(document.file(), 1, 1, text));
    }

    /** @return whether it is known of every file which projects it is about */
    private boolean remember(List<Document> documents) {
        var byFile = documents.stream().collect(Collectors.groupingBy(Document::file));
        projectsOf.keySet().retainAll(byFile.keySet());
        byFile.forEach((file, parts) -> {
            var names =
                    parts.stream().map(Document::name).filter(Objects::nonNull).collect(Collectors.toSet());
            if (parts.stream().noneMatch(Document::isIllegible)) {
                projectsOf.put(file, names);
            } else if (projectsOf.containsKey(file)) {
                names.addAll(projectsOf.getOrDefault(file, Set.of()));
                projectsOf.put(file, names);
            }
        });
        return projectsOf.keySet().containsAll(byFile.keySet());
    }

    /** A file that is being replaced is away for a moment: gone is what two readings have missed. */
    private List<ProjectRemoved> removals(Map<String, ProjectDeclared> held) {
        var there = projectsOf.values().stream().flatMap(Set::stream).toList();
        var gone = held.values().stream()
                .filter(declared -> declared.managedBy().equals(manager))
                .map(ProjectDeclared::project)
                .filter(project -> !there.contains(project))
                .toList();
        var twice = gone.stream().filter(missing::contains);
        var removed = twice.map(project -> new ProjectRemoved(project, manager)).toList();
        missing = Set.copyOf(gone);
        return removed;
    }
}
