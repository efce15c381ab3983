package dev.slipway.configupdater.core;

import dev.slipway.events.catalog.Repository;
import java.io.IOException;

/** The forge's merge requests, or pull requests as others call them. */
public interface MergeRequests {

    /** @throws dev.slipway.service.PermanentFailure if the forge is one that we can't ask, or there is no token for it */
    void check(Repository repository);

    /**
     * Opens one, or gives the one that is open this title and text: for a branch and its target there is never a second.
     *
     * @throws dev.slipway.service.PermanentFailure if the forge refuses for good, or is one that we can't ask
     * @throws IOException if it may work later
     */
    Request open(Repository repository, Wanted wanted) throws IOException;

    /** @throws IOException if it may work later */
    State state(Repository repository, long number) throws IOException;

    record Wanted(String source, String target, String title, String text) {}

    record Request(long number, String url) {}

    enum State {
        OPEN,
        MERGED,
        CLOSED
    }
}
