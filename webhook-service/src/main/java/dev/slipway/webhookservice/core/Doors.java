package dev.slipway.webhookservice.core;

import dev.slipway.events.catalog.Application;
import dev.slipway.events.catalog.Project;
import dev.slipway.events.catalog.Repository;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What is declared, and who may send hooks for it. */
public interface Doors extends Declared {

    Optional<Project> project(String name);

    /** The repositories of the project on that forge one of whose hook secrets fits. None: the sender may not enter. */
    List<Repository> openedBy(String project, String forge, Predicate<String> fits);

    /** The applications of the project for whose images the sender may speak. */
    List<Application> imagesOpenedBy(String project, Predicate<String> fits);
}
