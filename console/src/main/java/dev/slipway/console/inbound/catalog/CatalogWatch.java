package dev.slipway.console.inbound.catalog;

import dev.slipway.console.core.catalog.CatalogKeeper;
import dev.slipway.console.core.catalog.CatalogStatus;
import dev.slipway.console.core.catalog.CatalogTopic;
import dev.slipway.console.core.catalog.Problem;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/** Reads the folder, declares what changed, and says what is wrong, once for each change. */
public final class CatalogWatch {
    private static final Logger LOG = Logger.getLogger(CatalogWatch.class);
    private final Path path;
    private final CatalogFolder folder;
    private final CatalogTopic topic;
    private final CatalogKeeper keeper = new CatalogKeeper("folder");
    private volatile List<Problem> problems = List.of();

    /** @param clusters those that have a sync-service */
    public CatalogWatch(Path folder, List<String> clusters, CatalogTopic topic, MeterRegistry registry) {
        path = folder;
        this.folder = new CatalogFolder(folder, new ProjectReader(clusters));
        this.topic = topic;
        registry.gauge("slipway.catalog.problems", this, watch -> watch.problems.size());
    }

    public void look() {
        topic.held().ifPresent(held -> {
            try {
                var decision = keeper.decide(folder.read(), held);
                tell(decision.problems());
                decision.events().forEach(event -> {
                    topic.publish(event);
                    LOG.infof("catalog: %s %s", event.getClass().getSimpleName(), event.project());
                });
            } catch (IOException e) {
                tell(List.of(new Problem(
                        path.toString(), 1, 1, "the folder cannot be read; make it, or set slipway.catalog.folder")));
            }
        });
    }

    public CatalogStatus status() {
        var projects = topic.held().orElse(Map.of()).values().stream()
                .map(event -> new CatalogStatus.Declared(event.declared(), event.managedBy()))
                .sorted(Comparator.comparing(declared -> declared.project().project()))
                .toList();
        return new CatalogStatus(projects, problems);
    }

    private void tell(List<Problem> found) {
        found.stream().filter(problem -> !problems.contains(problem)).forEach(LOG::warn);
        problems = List.copyOf(found);
    }
}
