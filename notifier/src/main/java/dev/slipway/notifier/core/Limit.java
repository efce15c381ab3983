package dev.slipway.notifier.core;

import java.time.Duration;

/** At most so many messages in any stretch of time of that length. */
public record Limit(int messages, Duration within) {

    public Limit {
        if (messages < 1 || within.isNegative() || within.isZero()) {
            throw new IllegalArgumentException("no limit: " + messages + " messages in " + within);
        }
    }

    @Override
    public String toString() {
        return messages + (messages == 1 ? " message in " : " messages in ") + within.toSeconds() + " s";
    }
}
