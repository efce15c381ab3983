package dev.slipway.console.core.connection;

import dev.slipway.events.catalog.Project;
import dev.slipway.events.catalog.Repository;

/** Tries the repositories that the catalog declares. */
public interface Connections {

    /** Ends within half a minute, whatever the other side does, and changes nothing there. */
    Connection check(Project project, Repository repository);
}
