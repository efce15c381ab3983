package dev.slipway.events.values;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Counts the changes that were seen in a repository. The order of a line; it never restarts. */
public record Ordinal(@JsonValue long value) implements Comparable<Ordinal> {

    @JsonCreator
    public Ordinal {
        if (value < 1) {
            throw new IllegalArgumentException("an ordinal counts from 1, not " + value);
        }
    }

    public boolean isAfter(Ordinal other) {
        return value > other.value;
    }

    @Override
    public int compareTo(Ordinal other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
