package dev.slipway.syncservice.outbound;

import dev.slipway.events.DesiredEvent.Source;
import dev.slipway.events.values.CommitId;
import dev.slipway.events.values.Segment;
import dev.slipway.git.GitAccess;
import dev.slipway.git.GitRefused;
import dev.slipway.git.Mirrors;
import dev.slipway.git.Snapshot;
import dev.slipway.service.PermanentFailure;
import dev.slipway.service.secrets.Secrets;
import dev.slipway.syncservice.core.Contents;
import dev.slipway.syncservice.core.DesiredTree;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** Reads the config path from a mirror, which fetches a commit that it lacks. */
public final class GitDesiredTree implements DesiredTree, Contents {
    private final Mirrors mirrors;
    private final GitAccess access;

    public GitDesiredTree(Mirrors mirrors, Secrets secrets) {
        this.mirrors = mirrors;
        access = new GitAccess(secrets::find);
    }

    @Override
    public Map<String, byte[]> read(Source source) throws IOException {
        return read(source, source.commit(), snapshot -> snapshot.readAll(source.path(), _ -> true));
    }

    @Override
    public Optional<String> at(Source source, CommitId commit) throws IOException {
        return read(source, commit, snapshot -> snapshot.content(source.path()));
    }

    private interface Reading<T> {
        T of(Snapshot snapshot) throws IOException, GitRefused;
    }

    private <T> T read(Source source, CommitId commit, Reading<T> reading) throws IOException {
        try {
            return reading.of(mirrors.of(access.remote(source.url(), source.credentials()))
                    .at(commit));
        } catch (GitRefused e) {
            throw new PermanentFailure(Segment.GIT, e.seen(), e.nextStep());
        }
    }
}
