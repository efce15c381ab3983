package dev.slipway.console.core.connection;

import dev.slipway.console.core.connection.Step.Name;
import dev.slipway.events.catalog.Environment;
import dev.slipway.events.catalog.Project;
import dev.slipway.events.catalog.Repository;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What a project's environments need of a repository's branches. Pure. */
public record NeededBranches(Project project, Repository repository) {

    /** Whether Slipway writes there. */
    public boolean hasConfig() {
        return !keptHere().isEmpty();
    }

    /** Each environment that is built from a branch follows one that is there; of a pattern, at least one. */
    public Step followed(Set<String> there) {
        if (project.applications().stream().noneMatch(a -> a.repository().equals(repository.name()))) {
            return Step.skipped(Name.BRANCHES, "no application is built from this repository");
        }
        var missing = project.environments().stream()
                .filter(environment -> !environment.branch().isEmpty())
                .filter(environment -> there.stream().noneMatch(environment::follows))
                .map(environment -> environment.branch() + " (environment " + environment.name() + ")")
                .toList();
        return missing.isEmpty()
                ? Step.ok(Name.BRANCHES, followed(project.environments(), there))
                : Step.failed(
                        Name.BRANCHES,
                        "there is no branch " + String.join(", no branch ", missing)
                                + ": push one, or correct the environment's branch; there are " + some(there));
    }

    private static String followed(Collection<Environment> environments, Set<String> there) {
        return environments.stream()
                .map(environment -> environment.name() + " " + source(environment, there))
                .collect(Collectors.joining("; "));
    }

    private static String source(Environment environment, Set<String> there) {
        if (environment.promotion() != null) {
            return "comes after " + String.join(" and ", environment.promotion().after());
        }
        return environment.branch().isEmpty()
                ? "is pinned to " + environment.revision()
                : "follows " + some(there.stream().filter(environment::follows).collect(Collectors.toSet()));
    }

    /** The folders that hold what should run are there, or are made from one that is. */
    public Step config(Set<String> there, BranchFolders folders) {
        if (!hasConfig()) {
            return Step.skipped(Name.CONFIG_BRANCH, "no environment keeps its config in this repository");
        }
        var found = keptHere().entrySet().stream()
                .map(kept -> new ConfigPlace(kept.getKey(), String.join(", ", kept.getValue()), there, folders).found())
                .toList();
        var wrong = found.stream().filter(it -> !it.fine()).toList();
        return wrong.isEmpty()
                ? Step.ok(Name.CONFIG_BRANCH, said(found))
                : Step.failed(Name.CONFIG_BRANCH, said(wrong));
    }

    private static String said(List<ConfigPlace.Found> found) {
        return found.stream().map(ConfigPlace.Found::says).collect(Collectors.joining("; "));
    }

    /** With the names of the environments. */
    private Map<Environment.Config, List<String>> keptHere() {
        return project.environments().stream()
                .filter(environment -> environment.config().repository().equals(repository.name()))
                .collect(Collectors.groupingBy(
                        Environment::config,
                        LinkedHashMap::new,
                        Collectors.mapping(Environment::name, Collectors.toList())));
    }

    private static String some(Set<String> branches) {
        var named = branches.stream().sorted().limit(5).toList();
        var more = branches.size() - named.size();
        return named.isEmpty() ? "none" : String.join(", ", named) + (more > 0 ? " and " + more + " more" : "");
    }
}
