package dev.slipway.console.core.connection;

/** What is in a repository's branches. */
public interface BranchFolders {

    enum Seen {
        THERE,
        MISSING,
        /** The forge was too slow, or the repository is too big for a look. */
        UNSEEN
    }

    Seen look(String branch, String path);
}
