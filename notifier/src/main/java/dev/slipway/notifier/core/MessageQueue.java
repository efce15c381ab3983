package dev.slipway.notifier.core;

import static java.util.Comparator.comparing;
import static java.util.Comparator.nullsFirst;

import dev.slipway.notifier.core.Notice.Change;
import dev.slipway.service.work.Outcome;
import dev.slipway.service.work.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What waits for a channel, in the order in which it is told. */
record MessageQueue(List<Row<NoticeWork>> rows) {
    private static final Duration BEHIND_A_FAILURE = Duration.ofSeconds(1);
    private static final Comparator<Row<NoticeWork>> OLDEST_FIRST = Comparator.<Row<NoticeWork>, Instant>comparing(
                    Row::since)
            .thenComparing(row -> row.intent().notice().change(), nullsFirst(comparing(Change::ordinal)))
            .thenComparing(Row::id);

    MessageQueue {
        rows = List.copyOf(rows);
    }

    /** What is announced comes first, also before what is older: it may be there already. */
    static MessageQueue of(List<Row<NoticeWork>> rows, @Nullable UUID announced) {
        return new MessageQueue(rows.stream()
                .sorted(Comparator.<Row<NoticeWork>, Boolean>comparing(
                                row -> !row.id().equals(announced))
                        .thenComparing(OLDEST_FIRST))
                .toList());
    }

    Row<NoticeWork> first() {
        return rows.getFirst();
    }

    MessageQueue rest() {
        return new MessageQueue(rows.subList(1, rows.size()));
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    /** When the first may be sent. */
    Instant next(Pace pace, List<Limit> limits, Instant now) {
        var free = pace.next(limits, now);
        return first().nextTry().isAfter(free) ? first().nextTry() : free;
    }

    /** Each waits until the chat can take it, all those before it being sent as soon as they can be. */
    Outcome<NoticeWork> wait(Pace pace, List<Limit> limits, Instant now) {
        var outcome = Outcome.<NoticeWork>none();
        var turn = next(pace, limits, now);
        var ahead = pace;
        for (var row : rows) {
            turn = ahead.next(limits, turn);
            outcome.again(row, Duration.between(now, turn), reason(row, turn.isAfter(now), limits));
            ahead = ahead.plus(turn, limits);
        }
        return outcome;
    }

    /** The first has failed and is tried later; the others keep their places behind it. */
    Outcome<NoticeWork> retry(String why) {
        return Outcome.<NoticeWork>none().retry(first(), why).and(rest().held(why));
    }

    Outcome<NoticeWork> held(String why) {
        var outcome = Outcome.<NoticeWork>none();
        rows.forEach(row -> outcome.again(row, BEHIND_A_FAILURE, "an earlier message: " + why));
        return outcome;
    }

    private String reason(Row<NoticeWork> row, boolean later, List<Limit> limits) {
        if (!later) {
            return "its turn";
        }
        if (first().attempts() > 0) {
            return row.id().equals(first().id()) ? row.waitsFor() : "an earlier message: " + first().waitsFor();
        }
        return "the chat takes " + limits.stream().map(Limit::toString).collect(Collectors.joining(", "));
    }
}
