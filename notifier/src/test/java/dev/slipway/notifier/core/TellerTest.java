package dev.slipway.notifier.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.events.NoticeEvent.NoticeFailed;
import dev.slipway.events.NoticeEvent.NoticeSent;
import dev.slipway.events.catalog.Channel;
import dev.slipway.notifier.core.InMemoryChat.Mood;
import dev.slipway.service.work.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TellerTest {
    private static final List<Mood> ENDS_WELL = List.of(Mood.TAKES, Mood.IS_BUSY, Mood.TAKES_BUT_DOES_NOT_ANSWER);
    private final Desk desk = new Desk();

    @Test
    void tellsOnceAndSaysSo() {
        desk.open(1);

        desk.runFor(Duration.ofSeconds(1));

        assertThat(desk.chat.taken()).singleElement().matches(notice -> !notice.perhapsRepeated());
        assertThat(desk.facts)
                .containsExactly(
                        new NoticeSent("hichat", "ops", new UUID(5, 1), "hichat/prod: server 9b1c2d3e is live"));
        assertThat(desk.rows).isEmpty();
    }

    @Test
    void tellsTheOldestFirstWhateverTheOrderOfTheRows() {
        IntStream.of(3, 1, 2).forEach(desk::open);

        desk.runFor(Duration.ofSeconds(2));

        assertThat(numbers(desk)).containsExactly(1L, 2L, 3L);
    }

    @Test
    void neverExceedsALimitInAnyStretchOfTime() {
        for (var seed = 0; seed < 8; seed++) {
            var random = new Random(seed);
            var busy = new Desk();
            busy.requestTakes = Duration.ofMillis(random.nextInt(400));
            for (var number = 1; number <= 130; number++) {
                busy.open(Samples.row("ops", number, busy.now.plusNanos(number)));
                if (random.nextInt(10) == 0) {
                    busy.runFor(Duration.ofMillis(random.nextInt(3_000)));
                }
                if (random.nextInt(20) == 0) {
                    busy.restart();
                }
            }
            busy.runFor(Duration.ofMinutes(10));

            assertThat(numbers(busy)).as("seed %d", seed).isSorted().hasSize(130);
            assertThat(mostWithin(busy.requests, Duration.ofSeconds(1)))
                    .as("seed %d", seed)
                    .isLessThanOrEqualTo(5);
            assertThat(mostWithin(busy.requests, Duration.ofMinutes(1)))
                    .as("seed %d", seed)
                    .isLessThanOrEqualTo(100);
            assertThat(busy.chat.taken())
                    .as("a restart between acts marks one at most")
                    .filteredOn(Notice::perhapsRepeated)
                    .hasSizeLessThan(20);
        }
    }

    @Test
    void usesWhatTheLimitAllows() {
        desk.requestTakes = Duration.ZERO;
        IntStream.rangeClosed(1, 100).forEach(desk::open);

        desk.runFor(Duration.ofSeconds(21));

        assertThat(desk.chat.taken()).hasSize(100);
    }

    @Test
    void aRowThatWaitsForTheLimitSaysSo() {
        IntStream.rangeClosed(1, 7).forEach(desk::open);

        desk.runFor(Duration.ofMillis(500));

        assertThat(desk.rows.values()).hasSize(2).allSatisfy(row -> {
            assertThat(row.waitsFor()).isEqualTo("the chat takes 5 messages in 1 s, 100 messages in 60 s");
            assertThat(row.nextTry()).isAfter(desk.now);
            assertThat(row.attempts()).isZero();
        });
    }

    @Test
    void channelsDoNotWaitForEachOther() {
        IntStream.rangeClosed(1, 10).forEach(desk::open);
        desk.open(Samples.row("team", 99, Samples.NOON));

        desk.runFor(Duration.ofMillis(900));

        assertThat(numbers(desk)).contains(99L);
    }

    @Test
    void whatTheChatDidNotTakeIsTriedLaterAndTheOthersKeepTheirPlaces() {
        desk.chat.next(Mood.IS_BUSY);
        desk.chat.next(Mood.IS_BUSY);
        IntStream.rangeClosed(1, 3).forEach(desk::open);

        desk.runFor(Duration.ofMinutes(1));

        assertThat(numbers(desk)).containsExactly(1L, 2L, 3L);
        assertThat(desk.chat.taken()).noneMatch(Notice::perhapsRepeated);
        assertThat(desk.requests).hasSize(5);
    }

    @Test
    void whileTheChatIsDownOnlyTheFirstKnocks() {
        IntStream.range(0, 50).forEach(_ -> desk.chat.next(Mood.IS_BUSY));
        IntStream.rangeClosed(1, 20).forEach(desk::open);

        desk.runFor(Duration.ofMinutes(5));

        assertThat(desk.requests.size()).isBetween(7, 12);
        assertThat(desk.rows.values())
                .extracting(row -> row.waitsFor())
                .containsOnly("busy", "an earlier message: busy");
    }

    @Test
    void aMessageWithoutAnAnswerIsRepeatedWithAMark() {
        desk.chat.next(Mood.TAKES_BUT_DOES_NOT_ANSWER);
        desk.open(1);

        desk.runFor(Duration.ofSeconds(10));

        assertThat(desk.chat.taken()).extracting(Notice::perhapsRepeated).containsExactly(false, true);
    }

    @Test
    void aChatThatNeverAnswersGetsAMessageThreeTimesAndNoMore() {
        IntStream.range(0, 3).forEach(_ -> desk.chat.next(Mood.TAKES_BUT_DOES_NOT_ANSWER));
        desk.open(1);
        desk.open(2);

        desk.runFor(Duration.ofMinutes(5));

        assertThat(numbers(desk)).containsExactly(1L, 1L, 1L, 2L);
        assertThat(desk.facts).hasExactlyElementsOfTypes(NoticeFailed.class, NoticeSent.class);
    }

    @Test
    void aCrashAfterSendingRepeatsThatMessageAloneAndMarksIt() {
        IntStream.rangeClosed(1, 3).forEach(desk::open);
        assertThat(desk.actOnce(true)).isTrue(); // announces
        assertThat(desk.actOnce(true)).isTrue(); // sends, and dies

        desk.runFor(Duration.ofSeconds(5));

        assertThat(numbers(desk)).containsExactly(1L, 1L, 2L, 3L);
        assertThat(desk.chat.taken()).extracting(Notice::perhapsRepeated).containsExactly(false, true, false, false);
    }

    @Test
    void everyRepetitionIsMarkedWhereverTheProcessDies() {
        for (var seed = 0; seed < 60; seed++) {
            var random = new Random(seed);
            var dying = new Desk();
            IntStream.rangeClosed(1, 12).forEach(number -> {
                dying.open(number);
                dying.chat.next(ENDS_WELL.get(random.nextInt(ENDS_WELL.size())));
            });
            for (var step = 0; step < 30_000 && !dying.rows.isEmpty(); step++) {
                if (!dying.actOnce(random.nextInt(4) == 0)) {
                    dying.now = dying.now.plusMillis(100);
                }
            }
            var seen = new HashSet<UUID>();
            assertThat(dying.rows).as("seed %d", seed).isEmpty();
            assertThat(dying.chat.taken())
                    .as("seed %d", seed)
                    .filteredOn(notice -> !seen.add(notice.about()) && !notice.perhapsRepeated())
                    .isEmpty();
        }
    }

    @Test
    void aRefusedMessageEndsAloneWithWhatToDo() {
        desk.chat.next(Mood.REFUSES);
        desk.open(1);
        desk.open(2);

        desk.runFor(Duration.ofSeconds(5));

        assertThat(desk.facts).hasExactlyElementsOfTypes(NoticeFailed.class, NoticeSent.class);
        assertThat(((NoticeFailed) desk.facts.getFirst()).failure().nextStep()).isEqualTo("ask its owner");
    }

    @Test
    void aChatThatIsNotKnownIsRefusedWithTheTypesThatAre() {
        var row = Samples.row("ops", 1, Samples.NOON);
        var pager = Address.of(new Channel("ops", "pager", "secret", List.of(), List.of()));
        var work = new NoticeWork(row.intent().channel(), pager, row.intent().notice());
        desk.open(Row.open(row.resource(), "notice", row.cause(), work, row.since()));

        desk.runFor(Duration.ofSeconds(1));

        assertThat(((NoticeFailed) desk.facts.getFirst()).failure().nextStep()).endsWith("one of: feishu");
    }

    private static List<Long> numbers(Desk desk) {
        return desk.chat.taken().stream()
                .map(notice -> notice.about().getLeastSignificantBits())
                .toList();
    }

    private static long mostWithin(List<Instant> requests, Duration stretch) {
        return requests.stream()
                .mapToLong(start -> requests.stream()
                        .filter(at -> !at.isBefore(start) && at.isBefore(start.plus(stretch)))
                        .count())
                .max()
                .orElse(0);
    }
}
