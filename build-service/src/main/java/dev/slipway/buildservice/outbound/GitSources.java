package dev.slipway.buildservice.outbound;

import dev.slipway.buildservice.core.Sources;
import dev.slipway.events.catalog.Repository;
import dev.slipway.events.values.CommitId;
import dev.slipway.events.values.Segment;
import dev.slipway.events.values.SourceCommit;
import dev.slipway.git.GitAccess;
import dev.slipway.git.GitRefused;
import dev.slipway.git.Mirror;
import dev.slipway.git.Mirrors;
import dev.slipway.git.Snapshot;
import dev.slipway.service.PermanentFailure;
import dev.slipway.service.secrets.Secrets;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads sources from mirrors; what a mirror lacks it fetches. */
public final class GitSources implements Sources {
    private final Mirrors mirrors;
    private final GitAccess access;

    public GitSources(Mirrors mirrors, Secrets secrets) {
        this.mirrors = mirrors;
        access = new GitAccess(secrets::find);
    }

    @Override
    public Found find(Repository repository, String branch, CommitId commit) throws IOException {
        try {
            var info = at(repository, commit).info();
            return new Found(
                    new SourceCommit(commit, info.author(), info.subject(), info.authoredAt()), info.message());
        } catch (GitRefused e) {
            throw new PermanentFailure(Segment.GIT, e.seen(), e.nextStep());
        }
    }

    @Override
    public Optional<List<String>> changed(Repository repository, CommitId before, CommitId after) throws IOException {
        try {
            return Optional.of(mirror(repository).changedPaths(before, after));
        } catch (GitRefused e) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<Boolean> contains(Repository repository, CommitId newer, CommitId older) throws IOException {
        try {
            return Optional.of(mirror(repository).contains(newer, older));
        } catch (GitRefused e) {
            return Optional.empty();
        }
    }

    @Override
    public void export(Repository repository, CommitId commit, Path folder) throws IOException {
        try {
            at(repository, commit).export("", folder);
        } catch (GitRefused e) {
            throw new PermanentFailure(Segment.GIT, e.seen(), e.nextStep());
        }
    }

    private Snapshot at(Repository repository, CommitId commit) throws GitRefused {
        return mirror(repository).at(commit);
    }

    private Mirror mirror(Repository repository) throws GitRefused {
        return mirrors.of(access.remote(repository.url(), repository.credentials()));
    }
}
