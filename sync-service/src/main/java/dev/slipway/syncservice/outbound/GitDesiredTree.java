package dev.slipway.syncservice.outbound;

import dev.slipway.events.DesiredEvent.Source;
import dev.slipway.events.values.Segment;
import dev.slipway.git.GitAccess;
import dev.slipway.git.GitRefused;
import dev.slipway.git.Mirrors;
import dev.slipway.service.PermanentFailure;
import dev.slipway.service.secrets.Secrets;
import dev.slipway.syncservice.core.DesiredTree;
import java.io.IOException;
import java.util.Map;

/** Reads the config path from a mirror, which fetches a commit that it lacks. */
public final class GitDesiredTree implements DesiredTree {
    private final Mirrors mirrors;
    private final GitAccess access;

    public GitDesiredTree(Mirrors mirrors, Secrets secrets) {
        this.mirrors = mirrors;
        access = new GitAccess(secrets::find);
    }

    @Override
    public Map<String, byte[]> read(Source source) throws IOException {
        try {
            return mirrors.of(access.remote(source.url(), source.credentials()))
                    .at(source.commit())
                    .readAll(source.path(), _ -> true);
        } catch (GitRefused e) {
            throw new PermanentFailure(Segment.GIT, e.seen(), e.nextStep());
        }
    }
}
