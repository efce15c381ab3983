package dev.slipway.console.inbound.catalog;

import java.util.regex.Pattern;

/** Git takes {@code user@host:path} for an address; as a URI, all that read it find host and path alike. */
final class GitAddress {
    private static final Pattern BRIEF = Pattern.compile("([A-Za-z0-9._-]+@[A-Za-z0-9.-]+):/?([^/].*)");

    private GitAddress() {}

    static String whole(String address) {
        var brief = BRIEF.matcher(address);
        return brief.matches() ? "ssh://" + brief.group(1) + "/" + brief.group(2) : address;
    }
}
