package dev.slipway.git;

import dev.slipway.events.values.CommitId;
import java.util.Optional;

/** What a batch of commits is put upon: also the condition that the remote checks when it is pushed. */
public sealed interface Base {

    /** The branch stands at this commit. */
    record Tip(CommitId commit) implements Base {}

    /** The branch does not exist; its first commit has no parent and starts from an empty tree. */
    record NewBranch() implements Base {}

    /** The branch does not exist; it starts from a commit of another one. */
    record NewBranchFrom(CommitId commit) implements Base {}

    /**
     * The branch is nobody's but ours: whatever it holds is left behind, and it goes on from a commit of another one.
     *
     * @param standsAt where it stands now, if it exists
     */
    record Moved(CommitId commit, Optional<CommitId> standsAt) implements Base {}
}
