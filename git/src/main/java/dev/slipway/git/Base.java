package dev.slipway.git;

import dev.slipway.events.values.CommitId;

/** What a batch of commits is put upon: also the condition that the remote checks when it is pushed. */
public sealed interface Base {

    /** The branch stands at this commit. */
    record Tip(CommitId commit) implements Base {}

    /** The branch does not exist; its first commit has no parent and starts from an empty tree. */
    record NewBranch() implements Base {}

    /** The branch does not exist; it starts from a commit of another one. */
    record NewBranchFrom(CommitId commit) implements Base {}
}
