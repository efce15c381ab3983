package dev.slipway.git;

import java.util.regex.Pattern;

/** A line {@code Key: value} at the end of a commit's message. */
public record Trailer(String key, String value) {
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]*");
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\s]+");

    /** A value is one line: a line break in it would let its writer invent other trailers. */
    public Trailer {
        if (!KEY.matcher(key).matches()) {
            throw new IllegalArgumentException("'" + key + "' is no trailer's key: use letters, digits and '-'");
        }
        value = CONTROL.matcher(value).replaceAll(" ").strip();
    }

    @Override
    public String toString() {
        return key + ": " + value;
    }
}
