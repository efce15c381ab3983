package dev.slipway.events.values;

import java.util.regex.Pattern;

/** What others say, without what may let somebody in, and without what would turn the text around. */
public final class Redacted {
    private static final String NAMES = "token|passw(?:or)?d|secret|signature|credential|api[_-]?key|access[_-]?key";
    private static final Pattern IN_ADDRESS = Pattern.compile("://[^/@\\s]+@");
    /** {@code private_token=…}, in an address or in a log. Each word is looked at once: it may be very long. */
    private static final Pattern BY_NAME =
            Pattern.compile("(?i)((?<![\\w.-])(?=[\\w.-]*(?:" + NAMES + "))[\\w.-]++=)[^\\s&;,\"'<>]+");

    /** {@code password: …} and {@code "password": "…"}, up to the end of what has no spaces: what people say after a colon goes on. */
    private static final Pattern IN_DOCUMENT = Pattern.compile(
            "(?im)((?<![\\w.-])(?=[\\w.-]*(?:" + NAMES + "))[\\w.-]++\\\\?[\"']?[ \\t]?:[ \\t]{0,3}\\\\?[\"']?)"
                    + "[^\\s,;\"'{}\\\\]{4,}+(?=[\"',;}\\\\]|[ \\t]{0,3}$)");

    private static final Pattern IN_HEADER = Pattern.compile("(?i)\\b(authorization: *\\w+|bearer) +[\\w.~+/=-]{6,}");
    /** As GitLab and GitHub begin theirs. */
    private static final Pattern BY_LOOK = Pattern.compile("\\b(gl[a-z]{2,5}-|gh[a-z]_|github_pat_)[\\w-]{8,}");

    private static final Pattern TURNS_AROUND = Pattern.compile("[\\u202A-\\u202E\\u2066-\\u2069]");

    private Redacted() {}

    public static String of(String text) {
        var said = TURNS_AROUND.matcher(text).replaceAll("");
        said = IN_ADDRESS.matcher(said).replaceAll("://…@");
        said = BY_NAME.matcher(said).replaceAll("$1…");
        said = IN_DOCUMENT.matcher(said).replaceAll("$1…");
        said = IN_HEADER.matcher(said).replaceAll("$1 …");
        return BY_LOOK.matcher(said).replaceAll("$1…");
    }
}
