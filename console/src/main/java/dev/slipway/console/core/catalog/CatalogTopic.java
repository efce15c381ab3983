package dev.slipway.console.core.catalog;

import dev.slipway.events.CatalogEvent;
import dev.slipway.events.CatalogEvent.ProjectDeclared;
import java.util.Map;
import java.util.Optional;

/** What is declared for all services. */
public interface CatalogTopic {

    /** By project; empty until the topic has been read to its end once. */
    Optional<Map<String, ProjectDeclared>> held();

    /** Returns when the event is safe; what its readers need has been made before. */
    void publish(CatalogEvent event);
}
