package dev.slipway.console.core.webhook;

import dev.slipway.events.catalog.Project;
import dev.slipway.events.catalog.Repository;
import java.net.URI;
import java.util.Locale;

/** The webhook that a repository should have. Never shown: it holds the secret. */
public record Wanted(String address, String secret) {

    /** Where a project's hooks of a forge are taken, below the door's own address. */
    public static String addressBelow(URI door, Project project, Repository repository) {
        return door.toString().replaceFirst("/+$", "") + "/hooks/" + repository.forge() + "/" + project.project();
    }

    /** Whether a webhook with that address is this one. */
    public boolean isAt(String other) {
        return plain(address).equals(plain(other));
    }

    private static String plain(String address) {
        try {
            var uri = URI.create(address.strip());
            var path = String.valueOf(uri.getRawPath()).replaceFirst("/+$", "");
            return (uri.getScheme() + "://" + uri.getRawAuthority()).toLowerCase(Locale.ROOT) + path;
        } catch (IllegalArgumentException e) {
            return address;
        }
    }

    @Override
    public String toString() {
        return address;
    }
}
