package dev.slipway.events.values;

import java.util.regex.Pattern;

/** An image that a registry has confirmed: its repository, the tag it went by, and the digest that decides. */
public record ImageReference(String repository, String tag, String digest) {
    private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,127}");
    private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");

    public ImageReference {
        if (repository.isBlank()
                || !TAG.matcher(tag).matches()
                || !DIGEST.matcher(digest).matches()) {
            throw new IllegalArgumentException("no image reference: " + repository + ":" + tag + "@" + digest);
        }
    }

    @Override
    public String toString() {
        return repository + ":" + tag + "@" + digest;
    }
}
