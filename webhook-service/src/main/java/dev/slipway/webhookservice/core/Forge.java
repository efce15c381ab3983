package dev.slipway.webhookservice.core;

import dev.slipway.events.catalog.Repository;
import dev.slipway.events.values.CommitId;
import java.io.IOException;
import java.util.Map;

/** Where repositories live. */
public interface Forge {

    /**
     * The heads of all branches, as they are now.
     *
     * @throws IOException if it may work later
     * @throws dev.slipway.service.PermanentFailure if it won't
     */
    Map<String, CommitId> branches(Repository repository) throws IOException;
}
