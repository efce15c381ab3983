package dev.slipway.syncservice.core;

import dev.slipway.events.DesiredEvent.EnvironmentDesired;
import dev.slipway.events.DesiredEvent.Source;
import dev.slipway.events.values.CommitId;
import java.io.IOException;
import java.util.Optional;

/** What an environment's path holds: other people's commits leave it as it is. */
public interface Contents {

    /**
     * The hash of what the path holds at a commit; none where there is no such path.
     *
     * @throws dev.slipway.service.PermanentFailure if there is no such commit, or we are not let in
     */
    Optional<String> at(Source source, CommitId commit) throws IOException;

    /** What a row says of its own commit need not be asked of Git when the next row comes. */
    default void learn(EnvironmentDesired row) {}
}
