package dev.slipway.configupdater.outbound.forge;

import dev.slipway.configupdater.core.MergeRequests.Wanted;
import dev.slipway.events.catalog.Repository;
import dev.slipway.service.forge.Call;
import dev.slipway.service.forge.ForgeKind;

/** Pull requests of Gitea and Forgejo, which list all that are open. */
record GiteaRequests(Repository repository) implements Pulls {

    @Override
    public ForgeKind kind() {
        return ForgeKind.GITEA;
    }

    @Override
    public String right() {
        return "a token with scope write:repository of somebody who may write to the repository";
    }

    @Override
    public Call list(Wanted wanted, int page) {
        return Call.get(pulls() + "?state=open&limit=10&page=" + page);
    }
}
