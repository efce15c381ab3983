package dev.slipway.service.forge;

import dev.slipway.events.catalog.Repository;
import java.net.URI;
import java.util.Locale;

/** Where the forge of a repository has its own address. */
final class ForgeAddress {
    private ForgeAddress() {}

    /** What stands before the repository's path in its url: some forges live below a path of their host. */
    static String of(Repository repository) {
        if (repository.url().startsWith("ssh:")) {
            return "https://" + URI.create(repository.url()).getHost();
        }
        var url = repository.url().replaceFirst("/+$", "").replaceFirst("\\.git$", "");
        var tail = "/" + repository.path();
        if (url.toLowerCase(Locale.ROOT).endsWith(tail.toLowerCase(Locale.ROOT))) {
            return url.substring(0, url.length() - tail.length());
        }
        var uri = URI.create(repository.url());
        return uri.getScheme() + "://" + uri.getRawAuthority();
    }
}
