package dev.slipway.webhookservice.core;

import dev.slipway.events.catalog.Repository;
import dev.slipway.events.values.CommitId;
import java.io.IOException;
import java.util.Map;

/** Where repositories live. */
public interface Forge {

    /**
     * All branches and tags by their full names, as they are now; of an annotated tag, the commit behind it.
     *
     * @throws IOException if it may work later
     * @throws dev.slipway.service.PermanentFailure if it won't
     */
    Map<String, CommitId> refs(Repository repository) throws IOException;
}
