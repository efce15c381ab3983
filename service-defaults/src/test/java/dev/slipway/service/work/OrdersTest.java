package dev.slipway.service.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.events.Cause;
import dev.slipway.events.Event;
import dev.slipway.events.values.Failure;
import dev.slipway.events.values.Segment;
import dev.slipway.events.wire.Json;
import dev.slipway.service.work.Order.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What people order is carried out once, and breaks nothing. */
class OrdersTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final RetryPolicy RETRIES =
            new RetryPolicy(Duration.ofSeconds(1), Duration.ofMinutes(5), Duration.ofHours(12), new Random(1));
    private final WorkTable<String> table = new WorkTable<>(new RowCodec<>(String.class));
    private final List<String> acted = new ArrayList<>();
    private final List<String> givenUp = new ArrayList<>();
    private Instant now = NOON;
    private int orders;

    @Test
    void aPauseEndsWithTheResumeAfterIt() throws Exception {
        open("a", NOON);
        given(Kind.PAUSE, null);
        given(Kind.RESUME, null);
        given(Kind.PAUSE, null);
        turn();
        turn();

        assertThat(acted).as("the second pause lasts").isEmpty();

        given(Kind.RESUME, null);
        turn();

        assertThat(acted).containsExactly("a");
        assertThat(table.size()).isZero();
    }

    @Test
    void retryNowIsKeptWhileAPauseLasts() throws Exception {
        var row = open("a", NOON.plus(Duration.ofHours(3)));
        given(Kind.PAUSE, null);
        given(Kind.RETRY_NOW, row.key());
        turn();
        given(Kind.RESUME, null);
        turn();

        assertThat(acted).containsExactly("a");
    }

    @Test
    void aRowWhoseEndCannotBeSaidStaysAndSaysWhy() throws Exception {
        open("unspeakable", NOON.plus(Duration.ofHours(3)));
        given(Kind.GIVE_UP, null);
        turn();

        assertThat(table.begin(now, 10)).as("the order is over").isEmpty();
        assertThat(table.oldest())
                .hasValueSatisfying(row -> assertThat(row.waitsFor()).contains("cannot be given up", "no words"));
    }

    @Test
    void whatOneEndKeepsTheNextOneFinds() throws Exception {
        open("a", NOON.plusSeconds(1));
        open("b", NOON.plusSeconds(1));
        given(Kind.GIVE_UP, null);
        turn();

        assertThat(givenUp).containsExactly("a", "b");
        assertThat(table.note("r", Kept.class)).hasValue(new Kept(List.of("a", "b")));
    }

    @Test
    void whatCameAfterTheOrderIsNotGivenUp() throws Exception {
        open("a", NOON);
        assertThat(table.isGivenUp("r")).isFalse();
        given(Kind.GIVE_UP, null, NOON);
        open("b", NOON.plusSeconds(1));
        assertThat(table.isGivenUp("r")).as("whoever has it in hand stops").isTrue();

        now = NOON.plusSeconds(1);
        turn();

        assertThat(givenUp).containsExactly("a");
        assertThat(acted).containsExactly("b");
        assertThat(table.isGivenUp("r")).isFalse();
    }

    @Test
    void aRowCannotBePausedWithoutItsResource() {
        assertThatThrownBy(() -> new Order(new UUID(1, 1), Kind.PAUSE, "r", "r|1", "somebody", null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("pause or resume the resource");
    }

    @Test
    void timeInAPauseIsNoTimeOfFailing() throws Exception {
        open("failing", NOON);
        turn();
        given(Kind.PAUSE, null);
        now = NOON.plus(Duration.ofDays(3));
        given(Kind.RESUME, null);
        turn();

        assertThat(givenUp).isEmpty();
        assertThat(table.oldest()).hasValueSatisfying(row -> {
            assertThat(row.attempts()).isEqualTo(2);
            assertThat(row.failingFor(now)).isLessThan(Duration.ofMinutes(1));
        });
    }

    record Kept(List<String> ended) {}

    private Row<String> open(String intent, Instant due) {
        var row = Row.open("r", intent, new Cause(new UUID(1, 1), null, null), intent, due);
        table.read(row.key(), new RowCodec<>(String.class).encode(row));
        return row;
    }

    private void given(Kind kind, @Nullable String row) {
        given(kind, row, null);
    }

    private void given(Kind kind, @Nullable String row, @Nullable Instant at) {
        var order = new Order(new UUID(0, ++orders), kind, "r", row, "somebody", at);
        table.read(order.key(), Json.write(order));
    }

    /** As a shelf does it: begin, act, write, read back. */
    private void turn() throws Exception {
        var act = new Act<>(new Patient(), RETRIES);
        for (var due : table.begin(now, 10)) {
            var outcome = act.on(due, new TableStage());
            table.settle(due.resource(), outcome);
            outcome.closed().forEach(row -> table.read(row.key(), null));
            outcome.ended().forEach(order -> table.read(order.key(), null));
            outcome.later()
                    .forEach(later -> table.read(
                            later.row().key(), new RowCodec<>(String.class).encode(act.rewritten(later, now))));
            if (outcome.note() instanceof Kept kept) {
                table.read(Row.noteKey(due.resource()), Json.write(kept));
            }
            table.release(due.resource());
        }
    }

    private final class Patient implements Actor<String> {
        @Override
        public Segment segment() {
            return Segment.GIT;
        }

        @Override
        public Outcome<String> act(String resource, List<Row<String>> rows, Stage<String> stage) {
            var outcome = Outcome.<String>none();
            for (var row : rows) {
                if (row.intent().equals("failing")) {
                    outcome.retry(row, "away");
                } else {
                    acted.add(row.intent());
                    outcome.close(row);
                }
            }
            return outcome;
        }

        @Override
        public Outcome<String> giveUp(Row<String> row, Failure why, Stage<String> stage) {
            if (row.intent().equals("unspeakable")) {
                throw new IllegalStateException("no words");
            }
            givenUp.add(row.intent());
            var ended = new ArrayList<>(stage.note(Kept.class).map(Kept::ended).orElse(List.of()));
            ended.add(row.intent());
            return Outcome.<String>none().keep(new Kept(ended));
        }
    }

    private final class TableStage implements Stage<String> {
        @Override
        public Instant now() {
            return now;
        }

        @Override
        public void say(Cause cause, Event event) {
            throw new AssertionError();
        }

        @Override
        public void keep(Object note) {
            throw new AssertionError("kept before the end: " + note);
        }

        @Override
        public List<Row<String>> newer() {
            return List.of();
        }

        @Override
        public <N> Optional<N> note(Class<N> type) {
            return table.note("r", type);
        }
    }
}
