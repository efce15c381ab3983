package dev.slipway.notifier.core;

import dev.slipway.events.Cause;
import dev.slipway.events.Event;
import dev.slipway.events.NoticeEvent;
import dev.slipway.events.wire.Json;
import dev.slipway.service.work.Act;
import dev.slipway.service.work.Outcome;
import dev.slipway.service.work.RetryPolicy;
import dev.slipway.service.work.Row;
import dev.slipway.service.work.RowCodec;
import dev.slipway.service.work.Stage;
import dev.slipway.service.work.WorkTable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The teller at its open work, with a clock of our own: the table and the acts are the real ones, Kafka is left out. */
final class Desk {
    static final Wording WORDING = new Wording(Locale.ENGLISH);
    final InMemoryChat chat = new InMemoryChat();
    final List<Instant> requests = new ArrayList<>();
    final List<NoticeEvent> facts = new ArrayList<>();
    Instant now = Samples.NOON;
    Duration requestTakes = Duration.ofMillis(30);
    private final RowCodec<NoticeWork> codec = new RowCodec<>(NoticeWork.class);
    private WorkTable<NoticeWork> table = new WorkTable<>(codec);
    private Act<NoticeWork> act = newAct();
    private final List<Consumer<WorkTable<NoticeWork>>> log = new ArrayList<>();

    /** What is known to the console: rows as they were last written. */
    final SortedMap<String, Row<NoticeWork>> rows = new TreeMap<>();

    /** A row of channel ops; the higher the number, the younger it is. */
    void open(int number) {
        open(Samples.row("ops", number, Samples.NOON.minusMillis(1_000 - number)));
    }

    void open(Row<NoticeWork> row) {
        write(row.key(), codec.encode(row));
        rows.put(row.key(), row);
    }

    /** Acts until nothing is open or the time is over; time passes only where there is nothing to do. */
    void runFor(Duration time) {
        var end = now.plus(time);
        while (now.isBefore(end) && table.size() > 0) {
            if (!actOnce(false)) {
                now = now.plusMillis(10);
            }
        }
    }

    /** The same, by leaps to what is due next. */
    void runUntil(Instant end) {
        while (table.size() > 0) {
            if (!actOnce(false)) {
                var next = rows.values().stream()
                        .map(Row::nextTry)
                        .min(Instant::compareTo)
                        .orElse(end);
                if (!next.isBefore(end)) {
                    return;
                }
                now = next.isAfter(now) ? next : now.plusMillis(10);
            }
        }
    }

    /** @param crash whether the process dies after the effect, before its outcome is written */
    boolean actOnce(boolean crash) {
        var due = table.begin(now, 1);
        if (due.isEmpty()) {
            return false;
        }
        var resource = due.getFirst().resource();
        var requestsBefore = requests.size();
        Outcome<NoticeWork> outcome;
        try {
            outcome = act.on(due.getFirst(), new DeskStage(resource));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        if (crash && requests.size() > requestsBefore) {
            restart();
            return true;
        }
        settle(resource, outcome);
        table.release(resource);
        return true;
    }

    void restart() {
        table = new WorkTable<>(codec);
        log.forEach(entry -> entry.accept(table));
        act = newAct();
    }

    private Act<NoticeWork> newAct() {
        var retries =
                new RetryPolicy(Duration.ofSeconds(1), Duration.ofMinutes(5), Duration.ofHours(12), new Random(1));
        return new Act<>(new Teller(Map.of("feishu", new TimedChat()), WORDING), retries);
    }

    private void settle(String resource, Outcome<NoticeWork> outcome) {
        table.settle(resource, outcome);
        outcome.facts().forEach(said -> record(said.event()));
        outcome.closed().forEach(row -> {
            write(row.key(), null);
            rows.remove(row.key());
        });
        outcome.later().forEach(later -> open(act.rewritten(later, now)));
        if (outcome.note() != null) {
            write(resource + "|note", Json.write(outcome.note()));
        }
    }

    private void record(Event event) {
        facts.add((NoticeEvent) event);
    }

    private void write(String key, byte @Nullable [] value) {
        Consumer<WorkTable<NoticeWork>> entry = reader -> reader.read(key, value);
        log.add(entry);
        entry.accept(table);
    }

    private final class TimedChat implements Chat {
        @Override
        public List<Limit> limits() {
            return chat.limits();
        }

        @Override
        public void send(Address address, Notice notice) throws NotConfirmed {
            requests.add(now);
            now = now.plus(requestTakes);
            chat.send(address, notice);
        }
    }

    private final class DeskStage implements Stage<NoticeWork> {
        private final String resource;

        private DeskStage(String resource) {
            this.resource = resource;
        }

        @Override
        public Instant now() {
            return now;
        }

        @Override
        public void say(Cause cause, Event event) {
            record(event);
        }

        @Override
        public void keep(Object note) {
            throw new AssertionError("kept before the end: " + note);
        }

        @Override
        public List<Row<NoticeWork>> newer() {
            return List.of();
        }

        @Override
        public <N> Optional<N> note(Class<N> type) {
            return table.note(resource, type);
        }
    }
}
