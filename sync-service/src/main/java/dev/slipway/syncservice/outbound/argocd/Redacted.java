package dev.slipway.syncservice.outbound.argocd;

import java.util.regex.Pattern;

/** What others say, without what may let somebody in. */
final class Redacted {
    private static final Pattern IN_ADDRESS = Pattern.compile("://[^/@\\s]+@");

    private Redacted() {}

    static String of(String text) {
        return IN_ADDRESS.matcher(text).replaceAll("://…@");
    }
}
