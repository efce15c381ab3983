package dev.slipway.console.outbound.connection;

import dev.slipway.events.catalog.Repository;
import java.net.URI;
import java.util.Locale;
import java.util.Objects;

/** Where a repository's address leads to. */
record Target(URI uri, String host, int port) {
    private static final int SSH = 22;
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    /** @throws IllegalArgumentException if it is no address of a host */
    static Target of(Repository repository) {
        var uri = URI.create(repository.url());
        if (uri.getHost() == null) {
            throw new IllegalArgumentException(
                    "'" + repository.url() + "' names no host; correct the repository's url");
        }
        return new Target(uri, uri.getHost(), portOf(uri));
    }

    boolean isSsh() {
        return "ssh".equals(scheme(uri));
    }

    boolean isSecured() {
        return "https".equals(scheme(uri));
    }

    boolean isSameHost(URI other) {
        var there = Objects.requireNonNullElse(other.getHost(), "");
        var port = portOf(other);
        return there.equalsIgnoreCase(host) && (port == this.port || (this.port == HTTP && port == HTTPS));
    }

    URI service(String name) {
        return URI.create(uri.toString().replaceFirst("/+$", "") + "/info/refs?service=" + name);
    }

    private static int portOf(URI uri) {
        if (uri.getPort() >= 0) {
            return uri.getPort();
        }
        return switch (scheme(uri)) {
            case "https" -> HTTPS;
            case "ssh" -> SSH;
            default -> HTTP;
        };
    }

    private static String scheme(URI uri) {
        return String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    }
}
