package dev.slipway.webhookservice.outbound;

import dev.slipway.events.catalog.Repository;
import dev.slipway.events.values.CommitId;
import dev.slipway.events.values.Segment;
import dev.slipway.git.GitAccess;
import dev.slipway.git.GitLimits;
import dev.slipway.git.GitRefused;
import dev.slipway.git.GitRemote;
import dev.slipway.git.QuickRefs;
import dev.slipway.git.RemoteRefs;
import dev.slipway.service.PermanentFailure;
import dev.slipway.service.secrets.Secrets;
import dev.slipway.webhookservice.core.Forge;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Asks by Git's own protocol: no clone, and the same for every forge. */
public final class GitForge implements Forge {
    private static final GitLimits LIMITS = GitLimits.defaults().quick();
    private final GitAccess access;
    private final QuickRefs quick = new QuickRefs(LIMITS);
    private final Consumer<String> warn;
    private final Map<String, String> moved = new ConcurrentHashMap<>();

    /** @param warn hears once that a repository has moved, and where to */
    public GitForge(Secrets secrets, Consumer<String> warn) {
        access = new GitAccess(secrets::find);
        this.warn = warn;
    }

    @Override
    public Map<String, CommitId> refs(Repository repository) throws IOException {
        try {
            var remote = access.remote(repository.url(), repository.credentials());
            var told = quick.ask(remote);
            return told.isPresent() ? told.get() : atLength(remote);
        } catch (GitRefused e) {
            throw new PermanentFailure(Segment.GIT, e.seen(), e.nextStep());
        }
    }

    private Map<String, CommitId> atLength(GitRemote remote) throws IOException, GitRefused {
        var said = RemoteRefs.ask(remote, LIMITS);
        said.movedTo()
                .filter(there -> !there.equals(moved.put(remote.url(), there)))
                .ifPresent(there -> warn.accept(
                        remote + " has moved to " + there + "; write its new url and path into the catalog"));
        return said.refs();
    }
}
