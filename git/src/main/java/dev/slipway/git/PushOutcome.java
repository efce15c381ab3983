package dev.slipway.git;

import dev.slipway.events.values.CommitId;
import java.util.List;
import java.util.Optional;

/** How a push ended, if it ended. */
public sealed interface PushOutcome {

    /**
     * The branch holds it all. Nothing was pushed when no draft changed anything.
     *
     * @param tip where the branch stands, empty when it still does not exist
     * @param commits one for each draft, in their order; empty where a draft changed nothing
     */
    record Pushed(Optional<CommitId> tip, List<Optional<CommitId>> commits) implements PushOutcome {}

    /** Somebody else pushed first: fetch, look again, apply again. */
    record Overtaken(String reason) implements PushOutcome {}
}
