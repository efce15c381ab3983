package dev.slipway.webhookservice.core;

import dev.slipway.events.catalog.Repository;
import java.util.List;

/** What is declared, and who may send hooks for it. */
public interface Doors extends Declared {

    /** The repositories of the project on that forge whose hook secret is the token. None: the sender may not enter. */
    List<Repository> openedBy(String project, String forge, String token);
}
