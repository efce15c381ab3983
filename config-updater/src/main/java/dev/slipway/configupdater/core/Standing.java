package dev.slipway.configupdater.core;

import dev.slipway.events.Fact;
import dev.slipway.events.values.Failure;
import dev.slipway.events.values.Release;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How far a line's newest release has come.
 *
 * @param failure why it failed, or waits
 * @param delivery what it belongs to
 */
record Standing(
        Release release,
        State state,
        @Nullable Failure failure,
        Instant since,
        @Nullable UUID delivery) {

    enum State {
        COMMITTED,
        AWAITING_SYNC,
        LIVE,
        FAILED
    }

    static Standing heard(Release release, State state, @Nullable Failure failure, Fact<?> fact) {
        var envelope = fact.envelope();
        return new Standing(
                release, state, failure, envelope.time().truncatedTo(ChronoUnit.SECONDS), envelope.delivery());
    }

    boolean isFailureOf(Release other) {
        return state == State.FAILED && release.id().equals(other.id());
    }

    /** What comes twice, or late, changes nothing. */
    boolean isChangedBy(Standing heard) {
        if (!release.id().equals(heard.release.id())) {
            return heard.release.isAfter(release);
        }
        if (heard.state == State.AWAITING_SYNC) {
            return state == State.COMMITTED;
        }
        var isSame = state == heard.state && Objects.equals(failure, heard.failure);
        // Before and after the commit it is another service that speaks, with a clock of its own.
        var isNext = state == State.COMMITTED || heard.state == State.COMMITTED || !heard.since.isBefore(since);
        return !isSame && isNext;
    }
}
