package dev.slipway.webhookservice.core;

import dev.slipway.events.catalog.Project;
import dev.slipway.events.catalog.Repository;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** All projects, as they are declared now. */
@FunctionalInterface
public interface Declared {

    Collection<Project> projects();

    /** Whether they are all known yet: what is declared takes a moment to read after a start. */
    default boolean whole() {
        return true;
    }

    /** A repository as one of its projects declares it. Several projects may. */
    record Declaration(Project project, Repository repository) {}

    default List<Declaration> of(String address) {
        return projects().stream()
                .flatMap(project -> project.repositories().stream()
                        .filter(repository ->
                                ForgeAddress.of(repository).toString().equals(address))
                        .map(repository -> new Declaration(project, repository)))
                .sorted(Comparator.comparing(d -> d.project().project()))
                .toList();
    }
}
