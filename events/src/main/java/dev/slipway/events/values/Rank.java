package dev.slipway.events.values;

import java.util.Comparator;

/**
 * Where a release stands in its line: by the push that it comes from, and by how often the line has been turned since, to another release
 * without a newer push.
 */
public record Rank(Ordinal ordinal, int turn) implements Comparable<Rank> {
    private static final Comparator<Rank> ORDER =
            Comparator.comparing(Rank::ordinal).thenComparingInt(Rank::turn);

    public boolean isAfter(Rank other) {
        return compareTo(other) > 0;
    }

    public Rank turned() {
        return new Rank(ordinal, turn + 1);
    }

    @Override
    public int compareTo(Rank other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return turn == 0 ? ordinal.toString() : ordinal + "." + turn;
    }
}
