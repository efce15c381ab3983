package dev.slipway.buildservice.core;

import dev.slipway.events.catalog.Repository;
import dev.slipway.events.values.CommitId;
import dev.slipway.events.values.SourceCommit;
import java.io.IOException;
import java.nio.file.Path;

/** The repositories that images are made from. */
public interface Sources {

    /** @param message the whole message; the commit's subject is its first line */
    record Found(SourceCommit commit, String message) {}

    /** @throws dev.slipway.service.PermanentFailure if the repository has no such commit, or does not let us in */
    Found find(Repository repository, String branch, CommitId commit) throws IOException;

    /** Writes the files of the commit into an empty folder. */
    void export(Repository repository, CommitId commit, Path folder) throws IOException;
}
