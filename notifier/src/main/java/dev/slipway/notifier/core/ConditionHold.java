package dev.slipway.notifier.core;

import java.time.Duration;

/** How long an environment must have been so before people are told: the longer, the more often it has changed within an hour. */
final class ConditionHold {
    static final Duration COUNTED = Duration.ofHours(1);
    /** Engines that sync by themselves look into Git every few minutes. */
    static final Duration OUT_OF_SYNC = Duration.ofMinutes(5);

    private ConditionHold() {}

    /** @param change which one within the hour it is, from one */
    static Duration of(Condition condition, int change) {
        var hold = ofChange(change);
        return condition == Condition.OUT_OF_SYNC && hold.compareTo(OUT_OF_SYNC) < 0 ? OUT_OF_SYNC : hold;
    }

    private static Duration ofChange(int change) {
        if (change <= 2) {
            return Duration.ofSeconds(15);
        }
        if (change <= 4) {
            return Duration.ofMinutes(2);
        }
        return change <= 6 ? Duration.ofMinutes(10) : Duration.ofMinutes(30);
    }
}
