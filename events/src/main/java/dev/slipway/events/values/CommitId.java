package dev.slipway.events.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** A Git commit by its whole hash. */
public record CommitId(@JsonValue String value) {
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");
    private static final int SHORT = 8;

    @JsonCreator
    public CommitId {
        if (!isOne(value)) {
            throw new IllegalArgumentException("'" + value + "' is no commit: a whole hash has 40 or 64 hex digits");
        }
    }

    public static boolean isOne(String text) {
        return HASH.matcher(text).matches();
    }

    public String abbreviated() {
        return value.substring(0, SHORT);
    }

    @Override
    public String toString() {
        return value;
    }
}
