package dev.slipway.configediting;

import java.util.Optional;
import java.util.regex.Pattern;

/** An image as a manifest writes it: {@code name}, {@code name:tag}, {@code name@digest} or {@code name:tag@digest}. */
public record Image(String name, Optional<String> tag, Optional<String> digest) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9._/-]|:[0-9]+/)*");
    private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,127}");
    private static final Pattern DIGEST = Pattern.compile("[a-z0-9]+:[0-9a-fA-F]{32,}");
    private static final Pattern DEFAULT_HOST = Pattern.compile("^(?:docker\\.io/|index\\.docker\\.io/)?(?:library/)?");

    public Image {
        check(name, NAME.matcher(name).matches(), "no name of an image");
        tag.ifPresent(it -> check(it, TAG.matcher(it).matches(), "no tag of an image"));
        digest.ifPresent(it -> check(it, DIGEST.matcher(it).matches(), "no digest of an image"));
    }

    public static Image tagged(String name, String tag) {
        return new Image(name, Optional.of(tag), Optional.empty());
    }

    public static Image tagged(String name, String tag, String digest) {
        return new Image(name, Optional.of(tag), Optional.of(digest));
    }

    public static Image digested(String name, String digest) {
        return new Image(name, Optional.empty(), Optional.of(digest));
    }

    /** The tag alone, the digest alone, both or neither. */
    public Image only(boolean withTag, boolean withDigest) {
        return new Image(name, withTag ? tag : Optional.empty(), withDigest ? digest : Optional.empty());
    }

    /** What stands behind the name: {@code :tag@digest}, or one of them. */
    public String suffix() {
        return tag.map(it -> ":" + it).orElse("") + digest.map(it -> "@" + it).orElse("");
    }

    /** Whether a reference, whatever its tag and digest, names this image. */
    public boolean isNamedBy(String reference) {
        return canonical(nameOf(reference)).equals(canonicalName());
    }

    public String canonicalName() {
        return canonical(name);
    }

    public String shortName() {
        return name.substring(name.lastIndexOf('/') + 1);
    }

    /** The reference without tag and digest. The colon of a port stands before a slash, that of a tag does not. */
    public static String nameOf(String reference) {
        var at = reference.indexOf('@');
        var plain = at < 0 ? reference : reference.substring(0, at);
        var colon = plain.indexOf(':', plain.lastIndexOf('/') + 1);
        return colon < 0 ? plain : plain.substring(0, colon);
    }

    private static String canonical(String name) {
        return DEFAULT_HOST.matcher(name).replaceFirst("");
    }

    private static void check(String what, boolean valid, String otherwise) {
        if (!valid) {
            throw new IllegalArgumentException("'" + what + "' is " + otherwise);
        }
    }

    @Override
    public String toString() {
        return name + suffix();
    }
}
