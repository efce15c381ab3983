package dev.slipway.webhookservice.core;

import dev.slipway.events.catalog.Project;
import dev.slipway.events.catalog.Repository;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** All projects, as they are declared now. */
@FunctionalInterface
public interface Declared {

    Collection<Project> projects();

    /** Whether they are all known yet: what is declared takes a moment to read after a start. */
    default boolean whole() {
        return true;
    }

    /** A repository as one of its projects declares it. Several projects may. */
    record Declaration(Project project, Repository repository) {
        public String address() {
            return ForgeAddress.of(repository).toString();
        }
    }

    default List<Declaration> of(String address) {
        return declarations()
                .filter(declaration -> declaration.address().equals(address))
                .toList();
    }

    /** All of them, in the order of their projects. */
    default Stream<Declaration> declarations() {
        return projects().stream()
                .sorted(Comparator.comparing(Project::project))
                .flatMap(project ->
                        project.repositories().stream().map(repository -> new Declaration(project, repository)));
    }
}
