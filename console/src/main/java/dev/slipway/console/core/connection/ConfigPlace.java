package dev.slipway.console.core.connection;

import dev.slipway.console.core.connection.BranchFolders.Seen;
import dev.slipway.events.catalog.Environment;
import java.util.Set;

/**
 * Where environments keep their config, as far as it is there.
 *
 * @param environments their names
 * @param branches those of the repository
 */
record ConfigPlace(Environment.Config config, String environments, Set<String> branches, BranchFolders folders) {

    record Found(boolean fine, String says) {}

    Found found() {
        var branch = config.branch();
        if (!branches.contains(branch)) {
            return madeFrom("there is no branch " + branch);
        }
        return switch (folders.look(branch, config.path())) {
            case THERE -> fine(config.path() + " is in " + branch);
            case UNSEEN -> fine(branch + " is there; whether " + config.path() + " is in it could not be seen in time");
            case MISSING -> madeFrom("there is no " + config.path() + " in branch " + branch);
        };
    }

    /** Both are made with the first release. */
    private Found madeFrom(String missing) {
        var from = config.createFrom();
        if (from == null) {
            return wrong(missing + ": commit the folder " + config.path()
                    + " to it, or correct path, or set createFrom in the environment's config");
        }
        if (!branches.contains(from)) {
            return wrong(missing + ", nor the branch " + from
                    + ", which createFrom names: push one of them, or correct createFrom");
        }
        return folders.look(from, config.path()) == Seen.MISSING
                ? wrong(missing + ", nor is " + config.path() + " in " + from
                        + ", which createFrom names: commit it there, or correct path")
                : fine(config.branch() + " is made with the first release, from " + config.path() + " of " + from);
    }

    private Found fine(String says) {
        return new Found(true, environments + ": " + says);
    }

    private Found wrong(String says) {
        return new Found(false, environments + ": " + says);
    }
}
