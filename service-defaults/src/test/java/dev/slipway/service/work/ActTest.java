package dev.slipway.service.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.events.Cause;
import dev.slipway.events.Event;
import dev.slipway.events.PushEvent.BranchDeleted;
import dev.slipway.events.values.CommitId;
import dev.slipway.events.values.Failure;
import dev.slipway.events.values.Ordinal;
import dev.slipway.events.values.RepositoryRef;
import dev.slipway.events.values.Segment;
import dev.slipway.service.PermanentFailure;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Whatever happens in an act, every row is accounted for. */
class ActTest {
    private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");
    private final RetryPolicy retries =
            new RetryPolicy(Duration.ofSeconds(1), Duration.ofMinutes(5), Duration.ofHours(12), new Random(1));
    private final List<Failure> givenUp = new ArrayList<>();
    private boolean keepsGivenUp;
    private Instant now = Instant.parse("2026-01-01T12:00:00Z");

    @Test
    void aRowThatWaitedForYearsIsTriedForAsLongAsAnyOther() throws Exception {
        var row = row("old");
        var tries = 0;
        for (; givenUp.isEmpty(); tries++) {
            var outcome = act(failing(new IOException("away")), row);
            if (!outcome.later().isEmpty()) {
                row = rewritten(outcome);
                now = row.nextTry();
            }
        }

        assertThat(tries).isGreaterThan(100);
        assertThat(Duration.between(Instant.parse("2026-01-01T12:00:00Z"), now)).isGreaterThan(Duration.ofHours(12));
        assertThat(givenUp).singleElement().satisfies(failure -> {
            assertThat(failure.segment()).isEqualTo(Segment.REGISTRY);
            assertThat(failure.seen()).contains("12 hours", "away");
        });
    }

    @Test
    void delaysGrowToABound() throws Exception {
        var row = row("a");
        var delays = new ArrayList<Duration>();
        for (var i = 0; i < 12; i++) {
            row = rewritten(act(failing(new IOException("away")), row));
            delays.add(Duration.between(now, row.nextTry()));
            now = row.nextTry();
        }

        assertThat(delays.getFirst()).isBetween(Duration.ofMillis(800), Duration.ofMillis(1_200));
        assertThat(delays.getLast()).isBetween(Duration.ofMinutes(4), Duration.ofMinutes(6));
        assertThat(row.attempts()).isEqualTo(12);
    }

    @Test
    void whatCannotHelpEndsTheRowsAtOnce() throws Exception {
        var outcome = act(failing(new PermanentFailure(Segment.GIT, "no such branch", "push it")), row("a"), row("b"));

        assertThat(outcome.closed()).hasSize(2);
        assertThat(givenUp).extracting(Failure::seen).containsOnly("no such branch");
    }

    @Test
    void aStackThatOverflowsIsOneFailedTry() throws Exception {
        var outcome = act(
                (_, _, _) -> {
                    throw new StackOverflowError();
                },
                row("a"));

        assertThat(outcome.later())
                .singleElement()
                .satisfies(later -> assertThat(later.failed()).isTrue());
    }

    @Test
    void rowsThatTheActForgetsComeAgain() throws Exception {
        var outcome = act((_, rows, _) -> Outcome.<String>none().close(rows.getFirst()), row("a"), row("b"));

        assertThat(outcome.closed()).hasSize(1);
        assertThat(outcome.later()).singleElement().satisfies(later -> {
            assertThat(later.row().intent()).isEqualTo("b");
            assertThat(later.failed()).isFalse();
        });
    }

    @Test
    void whatIsTooLargeToBeWrittenEndsTheRows() throws Exception {
        var tooLong = new BranchDeleted(
                new RepositoryRef("p", "r"), "b".repeat(70_000), new CommitId("1".repeat(40)), new Ordinal(1), null);
        var note = act((_, rows, _) -> Outcome.<String>none().keep("n".repeat(1_600_000)), row("a"));
        var fact = act((_, rows, _) -> Outcome.<String>none().say(rows.getFirst(), tooLong), row("a"));

        assertThat(List.of(note, fact)).allSatisfy(outcome -> {
            assertThat(outcome.closed()).hasSize(1);
            assertThat(outcome.note()).isNull();
            assertThat(outcome.facts()).isEmpty();
        });
        assertThat(givenUp).hasSize(2);
    }

    @Test
    void whatIsKeptWhenRowsAreGivenUpAddsToWhatTheActKept() throws Exception {
        keepsGivenUp = true;

        var ended = act(failing(new PermanentFailure(Segment.GIT, "no such branch", "push it")), row("a"), row("b"));
        assertThat(ended.note()).isEqualTo("before a b");

        var failingSince = LONG_AGO;
        var longFailing = row("b");
        longFailing = new Row<>(
                longFailing.resource(), longFailing.id(), longFailing.cause(), "b", LONG_AGO, 9, now, "", failingSince);
        var tired = act(
                (_, rows, _) -> Outcome.<String>none()
                        .keep("acted")
                        .close(rows.getFirst())
                        .retry(rows.getLast(), "away"),
                row("a"),
                longFailing);
        assertThat(tired.note()).isEqualTo("acted b");
    }

    @Test
    void whatIsKeptWhenAPersonGivesUpIsThereForTheActAfterIt() throws Exception {
        keepsGivenUp = true;
        var rows = List.of(row("a"), row("b"), row("c"));
        var orders = rows.subList(0, 2).stream()
                .map(row -> new Order(row.id(), Order.Kind.GIVE_UP, "resource", row.key(), "Li", null))
                .toList();

        var outcome = act(
                (_, left, stage) -> Outcome.<String>none()
                        .keep(stage.note(String.class).orElseThrow() + " then")
                        .close(left.getFirst()),
                new WorkTable.Due<>("resource", rows, orders, false));

        assertThat(outcome.closed()).hasSize(3);
        assertThat(outcome.note()).isEqualTo("before a b then");
    }

    private interface Doing {
        Outcome<String> act(String resource, List<Row<String>> rows, Stage<String> stage) throws Exception;
    }

    private static Doing failing(Exception e) {
        return (_, _, _) -> {
            throw e;
        };
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    private final Outcome<String> act(Doing doing, Row<String>... rows) throws Exception {
        return act(doing, new WorkTable.Due<>("resource", List.of(rows), List.of(), false));
    }

    private Outcome<String> act(Doing doing, WorkTable.Due<String> waiting) throws Exception {
        var actor = new Actor<String>() {
            @Override
            public Segment segment() {
                return Segment.REGISTRY;
            }

            @Override
            public Outcome<String> act(String resource, List<Row<String>> due, Stage<String> stage) throws Exception {
                return doing.act(resource, due, stage);
            }

            @Override
            public Outcome<String> giveUp(Row<String> row, Failure why, Stage<String> stage) {
                givenUp.add(why);
                var kept = stage.note(String.class).orElse("before") + " " + row.intent();
                return keepsGivenUp ? Outcome.<String>none().keep(kept) : Outcome.none();
            }
        };
        return new Act<>(actor, retries).on(waiting, new Now());
    }

    private Row<String> rewritten(Outcome<String> outcome) {
        return new Act<>(new NoActor(), retries).rewritten(outcome.later().getFirst(), now);
    }

    private static Row<String> row(String intent) {
        return Row.open("resource", intent, new Cause(new UUID(1, 1), null, null), intent, LONG_AGO);
    }

    private static final class NoActor implements Actor<String> {
        @Override
        public Segment segment() {
            return Segment.GIT;
        }

        @Override
        public Outcome<String> act(String resource, List<Row<String>> rows, Stage<String> stage) {
            throw new AssertionError();
        }

        @Override
        public Outcome<String> giveUp(Row<String> row, Failure why, Stage<String> stage) {
            throw new AssertionError();
        }
    }

    private final class Now implements Stage<String> {
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
            return Optional.empty();
        }
    }
}
