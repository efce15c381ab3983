package dev.slipway.configupdater.core;

import dev.slipway.configupdater.core.ConfigWork.ConfigChange;
import dev.slipway.service.PermanentFailure;
import dev.slipway.service.work.Outcome;
import dev.slipway.service.work.Row;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/** How proposals wait: for people, so without an end, and asked for less and less often. */
final class Waiting {
    private static final Duration OFTEN = Duration.ofMinutes(1);
    private static final Duration SELDOM = Duration.ofHours(1);

    private Waiting() {}

    /** Nothing was asked: it is tried when it would have been. */
    static void asBefore(Row<ConfigWork> row, Instant now, Outcome<ConfigWork> outcome) {
        var left = Duration.between(now, row.nextTry());
        outcome.again(row, left.compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ofSeconds(1) : left, row.waitsFor());
    }

    static void forPeople(Row<ConfigWork> row, Instant now, Outcome<ConfigWork> outcome) {
        outcome.again(row, pause(row, now), forWhat(row));
    }

    /** What is proposed waits for people in any case; what is not is an attempt that went wrong. */
    static void unasked(Row<ConfigWork> row, IOException why, Instant now, Outcome<ConfigWork> outcome) {
        if (isProposed(row)) {
            outcome.again(row, OFTEN, forWhat(row) + "; last asked in vain: " + why.getMessage());
        } else {
            outcome.retry(row, String.valueOf(why.getMessage()));
        }
    }

    static Said refused(
            Row<ConfigWork> row, PermanentFailure why, Instant now, Said said, Outcome<ConfigWork> outcome) {
        if (isProposed(row)) {
            outcome.again(
                    row,
                    pause(row, now),
                    forWhat(row) + "; not let in: " + why.failure().seen());
            return said;
        }
        outcome.say(row, ConfigWriter.failed(row, why.failure())).close(row);
        return said.ended(Proposer.change(row).release());
    }

    private static boolean isProposed(Row<ConfigWork> row) {
        return Proposer.change(row).proposed() != null;
    }

    private static String forWhat(Row<ConfigWork> row) {
        return row.intent() instanceof ConfigChange change && change.proposed() != null
                ? "somebody to merge " + change.proposed().url()
                : "its turn";
    }

    /** Half of the time that it has waited already. */
    private static Duration pause(Row<ConfigWork> row, Instant now) {
        var half = Duration.between(row.since(), now).dividedBy(2);
        var atLeast = half.compareTo(OFTEN) < 0 ? OFTEN : half;
        return atLeast.compareTo(SELDOM) > 0 ? SELDOM : atLeast;
    }
}
