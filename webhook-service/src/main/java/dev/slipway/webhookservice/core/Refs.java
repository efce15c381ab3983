package dev.slipway.webhookservice.core;

import org.jspecify.annotations.Nullable;

/** Full names of refs and what people call them. */
public final class Refs {
    private static final String BRANCHES = "refs/heads/";
    static final String TAGS = "refs/tags/";

    private Refs() {}

    public static @Nullable String branch(String ref) {
        return ref.startsWith(BRANCHES) ? ref.substring(BRANCHES.length()) : null;
    }

    static @Nullable String tag(String ref) {
        return ref.startsWith(TAGS) ? ref.substring(TAGS.length()) : null;
    }
}
