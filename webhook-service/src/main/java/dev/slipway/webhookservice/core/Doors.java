package dev.slipway.webhookservice.core;

import dev.slipway.events.catalog.Project;
import dev.slipway.events.catalog.Repository;
import java.util.Collection;
import java.util.List;

/** Who may send hooks for which repositories. */
public interface Doors {

    Collection<Project> projects();

    /** The repositories of the project on that forge whose hook secret is the token. None: the sender may not enter. */
    List<Repository> openedBy(String project, String forge, String token);
}
