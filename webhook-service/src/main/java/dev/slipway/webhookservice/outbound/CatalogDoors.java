package dev.slipway.webhookservice.outbound;

import dev.slipway.events.catalog.Application;
import dev.slipway.events.catalog.Project;
import dev.slipway.events.catalog.Repository;
import dev.slipway.service.catalog.Catalog;
import dev.slipway.service.secrets.Secrets;
import dev.slipway.webhookservice.core.Doors;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Doors as the catalog declares them. Several secrets, a line each, are valid at once: so they can be changed without a gap. */
public final class CatalogDoors implements Doors {
    private final Catalog catalog;
    private final Secrets secrets;

    public CatalogDoors(Catalog catalog, Secrets secrets) {
        this.catalog = catalog;
        this.secrets = secrets;
    }

    @Override
    public Collection<Project> projects() {
        return catalog.projects();
    }

    @Override
    public boolean whole() {
        return catalog.whole();
    }

    @Override
    public List<Repository> openedBy(String project, String forge, Predicate<String> fits) {
        return catalog.project(project).stream()
                .flatMap(p -> p.repositories().stream())
                .filter(repository -> repository.forge().equals(forge) && opens(repository.hook(), fits))
                .toList();
    }

    @Override
    public List<Application> imagesOpenedBy(String project, Predicate<String> fits) {
        return catalog.project(project).stream()
                .flatMap(p -> p.applications().stream())
                .filter(application -> opens(application.hook(), fits))
                .toList();
    }

    private boolean opens(@Nullable String secret, Predicate<String> fits) {
        return secret != null
                && secrets.find(secret, "token").stream()
                        .flatMap(String::lines)
                        .filter(known -> !known.isBlank())
                        .anyMatch(fits);
    }
}
