package dev.slipway.events;

import dev.slipway.events.catalog.Project;

/** What is declared. The topic is compacted: the newest of each key is what holds. */
public sealed interface CatalogEvent extends Event {

    @Override
    default String subject() {
        return project();
    }

    @Override
    default String topic() {
        return "catalog";
    }

    @Override
    default String key() {
        return "project/" + project();
    }

    @WireName("dev.slipway.catalog.project-declared.v1")
    record ProjectDeclared(Project declared, String managedBy) implements CatalogEvent {
        @Override
        public String project() {
            return declared.project();
        }
    }

    /** Automation stops; what is in Git and in the clusters stays. */
    @WireName("dev.slipway.catalog.project-removed.v1")
    record ProjectRemoved(String project, String managedBy) implements CatalogEvent {}
}
