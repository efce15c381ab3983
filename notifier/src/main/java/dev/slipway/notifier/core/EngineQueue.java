package dev.slipway.notifier.core;

import static java.util.Comparator.comparing;

import dev.slipway.service.work.Outcome;
import dev.slipway.service.work.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a channel without those about engines whose time has not come, or has passed: of an environment only the newest is told,
 * once it has held, and if the channel was not told the same before.
 *
 * @param open what is told now
 * @param rest what becomes of the others
 */
record EngineQueue(List<Row<NoticeWork>> open, Outcome<NoticeWork> rest) {
    private static final Duration ITS_TURN = Duration.ofSeconds(1);

    static EngineQueue of(List<Row<NoticeWork>> rows, ChannelNote note, Instant now) {
        var open = new ArrayList<Row<NoticeWork>>();
        var rest = Outcome.<NoticeWork>none();
        var newest = newest(rows);
        var announced = environmentOf(rows, note.announced());
        for (var row : rows) {
            var news = row.intent().engine();
            if (news == null || row.id().equals(note.announced())) {
                open.add(row);
            } else if (news.environment().equals(announced)) {
                rest.again(row, ITS_TURN, "an earlier message about " + announced);
            } else if (!row.equals(newest.get(news.environment())) || !note.lacks(news)) {
                rest.close(row);
            } else if (now.isBefore(news.from())) {
                rest.again(row, Duration.between(now, news.from()), "whether " + news.environment() + " stays so");
            } else {
                open.add(row);
            }
        }
        return new EngineQueue(open, rest);
    }

    private static Map<String, Row<NoticeWork>> newest(List<Row<NoticeWork>> rows) {
        var newest = new HashMap<String, Row<NoticeWork>>();
        rows.stream()
                .sorted(Comparator.<Row<NoticeWork>, Instant>comparing(EngineQueue::seen)
                        .thenComparing(comparing(Row::id)))
                .forEach(row -> {
                    var news = row.intent().engine();
                    if (news != null) {
                        newest.put(news.environment(), row);
                    }
                });
        return newest;
    }

    private static Instant seen(Row<NoticeWork> row) {
        var news = row.intent().engine();
        return news == null ? row.since() : news.seen();
    }

    private static @Nullable String environmentOf(List<Row<NoticeWork>> rows, @Nullable UUID announced) {
        for (var row : rows) {
            var news = row.intent().engine();
            if (news != null && row.id().equals(announced)) {
                return news.environment();
            }
        }
        return null;
    }
}
