package dev.slipway.webhookservice.outbound;

import dev.slipway.events.catalog.Repository;
import dev.slipway.events.values.CommitId;
import dev.slipway.events.values.Segment;
import dev.slipway.git.GitAccess;
import dev.slipway.git.GitLimits;
import dev.slipway.git.GitRefused;
import dev.slipway.git.QuickRefs;
import dev.slipway.git.RemoteRefs;
import dev.slipway.service.PermanentFailure;
import dev.slipway.service.secrets.Secrets;
import dev.slipway.webhookservice.core.Forge;
import java.io.IOException;
import java.util.Map;

/** Asks by Git's own protocol: no clone, and the same for every forge. */
public final class GitForge implements Forge {
    private static final GitLimits LIMITS = GitLimits.defaults().quick();
    private final GitAccess access;
    private final QuickRefs quick = new QuickRefs(LIMITS);

    public GitForge(Secrets secrets) {
        access = new GitAccess(secrets::find);
    }

    @Override
    public Map<String, CommitId> refs(Repository repository) throws IOException {
        try {
            var remote = access.remote(repository.url(), repository.credentials());
            var told = quick.ask(remote);
            return told.isPresent()
                    ? told.get()
                    : RemoteRefs.ask(remote, LIMITS).refs();
        } catch (GitRefused e) {
            throw new PermanentFailure(Segment.GIT, e.seen(), e.nextStep());
        }
    }
}
