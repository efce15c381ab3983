package dev.slipway.buildservice.core;

import dev.slipway.buildservice.core.BuildWork.Build;
import dev.slipway.events.values.Ordinal;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * To which push's image the tags of each branch are being moved. A registry moves a tag whatever it means by now, so this is kept before
 * it is asked to.
 */
record TagMoves(Map<String, Move> begun) {
    /** No call begins later than this after it was kept. */
    static final Duration BEGIN_MAX = Duration.ofMinutes(1);
    /** And for so long an instance that has lost its partition may still move them. */
    private static final Duration LAST_MAX = Duration.ofMinutes(3);

    static final TagMoves NONE = new TagMoves(Map.of());

    TagMoves {
        begun = Map.copyOf(begun);
    }

    /** @param since none where all that was asked of the registry has been answered, if only with an error */
    record Move(Ordinal push, @Nullable Instant since) {}

    TagMoves begin(Build work, Instant now) {
        return with(work, new Move(work.ordinal(), now));
    }

    boolean isBegun(Build work) {
        var move = begun.get(work.branch());
        return move != null && move.push().equals(work.ordinal());
    }

    /** For how long tags may still be moved to another push by somebody of whom nothing more is heard. */
    Duration unsettledFor(Build work, Instant now) {
        return begun.values().stream()
                .filter(move -> !move.push().equals(work.ordinal()))
                .map(Move::since)
                .filter(Objects::nonNull)
                .map(since -> Duration.between(now, since.plus(LAST_MAX)))
                .filter(Duration::isPositive)
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    /** @param before what was kept when the act began: where another act had begun the same, its calls may last yet */
    TagMoves ended(Build work, TagMoves before) {
        return isBegun(work) && !before.isUnanswered(work) ? forget(work.branch()) : this;
    }

    /** All calls of this act have come back, if only with an error; the same are to be made again. */
    TagMoves answered(Build work, TagMoves before) {
        return before.isUnanswered(work) ? this : with(work, new Move(work.ordinal(), null));
    }

    private boolean isUnanswered(Build work) {
        var move = begun.get(work.branch());
        return move != null && move.push().equals(work.ordinal()) && move.since() != null;
    }

    TagMoves forget(String branch) {
        var fewer = new HashMap<>(begun);
        fewer.remove(branch);
        return new TagMoves(fewer);
    }

    private TagMoves with(Build work, Move move) {
        var more = new HashMap<>(begun);
        more.put(work.branch(), move);
        return new TagMoves(more);
    }
}
