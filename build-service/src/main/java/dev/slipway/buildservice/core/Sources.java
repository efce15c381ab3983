package dev.slipway.buildservice.core;

import dev.slipway.events.catalog.Repository;
import dev.slipway.events.values.CommitId;
import dev.slipway.events.values.SourceCommit;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The repositories that images are made from. */
public interface Sources {

    /** @param message the whole message; the commit's subject is its first line */
    record Found(SourceCommit commit, String message) {}

    /** @throws dev.slipway.service.PermanentFailure if the repository has no such commit, or does not let us in */
    Found find(Repository repository, String branch, CommitId commit) throws IOException;

    /**
     * The files that differ between two commits, computed from Git; empty where the earlier one can't be had any more.
     */
    Optional<List<String>> changed(Repository repository, CommitId before, CommitId after) throws IOException;

    /** Whether all of {@code older} is in {@code newer}; empty where the older one can't be had any more. */
    Optional<Boolean> contains(Repository repository, CommitId newer, CommitId older) throws IOException;

    /** Writes the files of the commit into an empty folder. */
    void export(Repository repository, CommitId commit, Path folder) throws IOException;
}
