package dev.slipway.webhookservice.outbound;

import dev.slipway.events.catalog.Application;
import dev.slipway.events.catalog.Project;
import dev.slipway.events.catalog.Repository;
import dev.slipway.service.catalog.Catalog;
import dev.slipway.service.secrets.Secrets;
import dev.slipway.webhookservice.core.Doors;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Doors as the catalog declares them. Several secrets, a line each, are valid at once: so they can be changed without a gap. */
public final class CatalogDoors implements Doors {
    private final Catalog catalog;
    private final Secrets secrets;
    private volatile @Nullable ByAddress byAddress;

    private record ByAddress(long version, Map<String, List<Declaration>> declarations) {}

    public CatalogDoors(Catalog catalog, Secrets secrets) {
        this.catalog = catalog;
        this.secrets = secrets;
    }

    @Override
    public Collection<Project> projects() {
        return catalog.projects();
    }

    @Override
    public Optional<Project> project(String name) {
        return catalog.project(name);
    }

    /** Looked up for each look: of thousands of repositories, nobody reads all addresses each time. */
    @Override
    public List<Declaration> of(String address) {
        var known = byAddress;
        var version = catalog.version();
        if (known == null || known.version() != version) {
            known = new ByAddress(version, declarations().collect(Collectors.groupingBy(Declaration::address)));
            byAddress = known;
        }
        return known.declarations().getOrDefault(address, List.of());
    }

    @Override
    public boolean whole() {
        return catalog.whole();
    }

    @Override
    public List<Repository> openedBy(String project, String forge, Predicate<String> fits) {
        var opening = opening(fits);
        return catalog.project(project).stream()
                .flatMap(p -> p.repositories().stream())
                .filter(repository -> repository.forge().equals(forge) && opening.test(repository.hook()))
                .toList();
    }

    @Override
    public List<Application> imagesOpenedBy(String project, Predicate<String> fits) {
        var opening = opening(fits);
        return catalog.project(project).stream()
                .flatMap(p -> p.applications().stream())
                .filter(application -> opening.test(application.hook()))
                .toList();
    }

    /** Each secret is tried once, however many repositories share it. */
    private Predicate<@Nullable String> opening(Predicate<String> fits) {
        var tried = new HashMap<String, Boolean>();
        return secret -> secret != null && tried.computeIfAbsent(secret, name -> opens(name, fits));
    }

    private boolean opens(String secret, Predicate<String> fits) {
        return secrets.find(secret, "token").stream()
                .flatMap(String::lines)
                .filter(known -> !known.isBlank())
                .anyMatch(fits);
    }
}
