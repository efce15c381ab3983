package dev.slipway.configupdater.outbound.forge;

import dev.slipway.configupdater.core.MergeRequests.Wanted;
import dev.slipway.events.catalog.Repository;
import dev.slipway.service.forge.Call;
import dev.slipway.service.forge.ForgeKind;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** GitHub's pull requests: it looks for one by its branch, which it wants with the owner before it. */
record GitHubRequests(Repository repository) implements Pulls {

    @Override
    public ForgeKind kind() {
        return ForgeKind.GITHUB;
    }

    @Override
    public String right() {
        return "a token with the permission Pull requests (read and write), or with scope repo";
    }

    @Override
    public Call list(Wanted wanted, int page) {
        var owner = repository.path().substring(0, repository.path().indexOf('/'));
        return Call.get(pulls() + "?state=open&head=" + encoded(owner + ":" + wanted.source()) + "&base="
                + encoded(wanted.target()) + "&per_page=100&page=" + page);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
