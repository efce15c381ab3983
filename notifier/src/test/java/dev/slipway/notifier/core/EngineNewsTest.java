package dev.slipway.notifier.core;

import static dev.slipway.notifier.core.Samples.ALL;
import static dev.slipway.notifier.core.Samples.NOON;
import static dev.slipway.notifier.core.Samples.channel;
import static dev.slipway.notifier.core.Samples.fact;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.events.Cause;
import dev.slipway.events.ConfigEvent.ConfigUpdated;
import dev.slipway.events.Event;
import dev.slipway.events.Fact;
import dev.slipway.events.SyncEvent.EngineObserved;
import dev.slipway.events.SyncEvent.SyncAwaited;
import dev.slipway.events.SyncEvent.SyncFailed;
import dev.slipway.events.SyncEvent.SyncStarted;
import dev.slipway.events.values.EngineHealth;
import dev.slipway.events.values.EngineSync;
import dev.slipway.events.values.EnvironmentRef;
import dev.slipway.events.wire.Json;
import dev.slipway.notifier.core.Notice.Kind;
import dev.slipway.service.decide.Batch;
import dev.slipway.service.work.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is told of environments between releases: the decider and the teller together, with a clock of our own. */
class EngineNewsTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private final NoticeDecider decider = new NoticeDecider();
    private final Desk desk = new Desk();
    private NoticeState state = decider.initial();

    @BeforeEach
    void declared() {
        say(Samples.declared(ALL));
        say(observed(EngineHealth.HEALTHY));
    }

    @Test
    void whatDegradesIsToldOnceAndThatItIsWellAgain() {
        pass(SOON);
        var degraded = say(observed(EngineHealth.DEGRADED));
        read(degraded);
        pass(Duration.ofSeconds(10));
        assertThat(told()).isEmpty();
        pass(SOON);
        read(degraded);
        pass(Duration.ofHours(2));
        say(observed(EngineHealth.PROGRESSING));
        pass(SOON);
        say(observed(EngineHealth.HEALTHY));
        pass(SOON);

        assertThat(told()).containsExactly("hichat/prod: degraded", "hichat/prod: well again");
        assertThat(desk.chat.taken()).allMatch(notice -> notice.kind() == Kind.ENGINE);
        assertThat(desk.chat.taken().getFirst().engine())
                .isEqualTo(new Notice.Engine(
                        "Application argocd/hichat-prod",
                        "because",
                        degraded.event().since()));
        assertThat(desk.chat.taken().getFirst().about())
                .isEqualTo(degraded.envelope().id());
        assertThat(desk.rows).isEmpty();
    }

    @Test
    void whatIsOverBeforeItIsToldIsNotTold() {
        say(observed(EngineHealth.DEGRADED));
        pass(Duration.ofSeconds(5));
        say(observed(EngineHealth.PROGRESSING));
        pass(Duration.ofHours(1));
        say(observed(EngineHealth.MISSING));
        pass(Duration.ofSeconds(5));
        say(observed(EngineHealth.HEALTHY));
        pass(Duration.ofHours(1));

        assertThat(told()).isEmpty();
        assertThat(desk.rows).isEmpty();
    }

    @Test
    void onlyWhatStaysOutOfSyncIsTold() {
        pass(SOON);
        say(observed(EngineHealth.HEALTHY, EngineSync.OUT_OF_SYNC));
        pass(Duration.ofMinutes(4));
        say(observed(EngineHealth.HEALTHY));
        pass(Duration.ofHours(2));
        say(observed(EngineHealth.HEALTHY, EngineSync.OUT_OF_SYNC));
        pass(Duration.ofMinutes(6));

        assertThat(told()).containsExactly("hichat/prod: out of sync with Git");
    }

    @Test
    void whatGetsWorseIsToldToo() {
        say(observed(EngineHealth.DEGRADED));
        pass(SOON);
        say(observed(EngineHealth.UNKNOWN, EngineSync.UNKNOWN));
        pass(SOON);
        say(observed(EngineHealth.DEGRADED));
        pass(SOON);
        say(observed(EngineHealth.MISSING));
        pass(SOON);

        assertThat(told()).containsExactly("hichat/prod: degraded", "hichat/prod: gone from the cluster");
    }

    @Test
    void whatAReleaseUnderWayDoesIsTheReleasesNews() {
        var release = Samples.release("prod", 7);
        say(new ConfigUpdated(release, "k8s", "prod", Samples.CONFIG, "c0ffee"));
        say(observed(EngineHealth.HEALTHY, EngineSync.OUT_OF_SYNC));
        say(new SyncStarted(release, "cloud", Samples.CONFIG, "argocd"));
        pass(Duration.ofMinutes(10));
        say(observed(EngineHealth.DEGRADED));
        pass(Duration.ofMinutes(10));
        say(new SyncFailed(release, "cloud", Samples.CONFIG, Samples.FAILURE));
        pass(Duration.ofMinutes(11));
        say(observed(EngineHealth.MISSING));
        pass(Duration.ofHours(1));
        say(observed(EngineHealth.HEALTHY));
        pass(SOON);

        assertThat(told()).containsExactly("hichat/prod: server 9b1c2d3e failed");
    }

    @Test
    void whatBreaksLongAfterAFailureIsNews() {
        say(new SyncFailed(Samples.release("prod", 7), "cloud", Samples.CONFIG, Samples.FAILURE));
        pass(Duration.ofMinutes(16));
        say(observed(EngineHealth.MISSING));
        pass(SOON);

        assertThat(told()).containsExactly("hichat/prod: server 9b1c2d3e failed", "hichat/prod: gone from the cluster");
    }

    @Test
    void whatIsStillSoWhenTheReleaseIsLiveIsTold() {
        var release = Samples.release("prod", 7);
        say(new SyncStarted(release, "cloud", Samples.CONFIG, "argocd"));
        say(observed(EngineHealth.DEGRADED));
        pass(SOON);
        say(Samples.live("prod", 7));
        pass(SOON);

        assertThat(told()).containsExactly("hichat/prod: server 9b1c2d3e is live", "hichat/prod: degraded");
    }

    @Test
    void whatARolloutLeavesForAMomentIsNotTold() {
        var release = Samples.release("prod", 7);
        say(new SyncStarted(release, "cloud", Samples.CONFIG, "argocd"));
        say(observed(EngineHealth.DEGRADED));
        pass(SOON);
        say(Samples.live("prod", 7));
        pass(Duration.ofSeconds(4));
        say(observed(EngineHealth.HEALTHY));
        pass(SOON);

        assertThat(told()).containsExactly("hichat/prod: server 9b1c2d3e is live");
    }

    @Test
    void whatAwaitsItsSyncMayBeOutOfSyncAndNothingElse() {
        var release = Samples.release("prod", 7);
        say(new ConfigUpdated(release, "k8s", "prod", Samples.CONFIG, "c0ffee"));
        say(new SyncAwaited(release, "cloud", "by hand", null, "slipway sync"));
        say(observed(EngineHealth.HEALTHY, EngineSync.OUT_OF_SYNC));
        pass(Duration.ofHours(3));
        say(observed(EngineHealth.DEGRADED, EngineSync.OUT_OF_SYNC));
        pass(SOON);

        assertThat(told())
                .containsExactly(
                        "hichat/prod: server 9b1c2d3e is in Git and waits to be synced", "hichat/prod: degraded");
    }

    @Test
    void aReleaseThatNeverEndsDoesNotSilenceItsEnvironmentForGood() {
        say(new SyncStarted(Samples.release("prod", 7), "cloud", Samples.CONFIG, "argocd"));
        pass(Duration.ofHours(25));
        say(observed(EngineHealth.DEGRADED));
        pass(SOON);

        assertThat(told()).containsExactly("hichat/prod: degraded");
    }

    @Test
    void theReleaseOfAnotherEnvironmentSilencesNobody() {
        say(new SyncStarted(Samples.release("dev", 7), "cloud", Samples.CONFIG, "argocd"));
        say(observed(EngineHealth.DEGRADED));
        pass(SOON);

        assertThat(told()).containsExactly("hichat/prod: degraded");
    }

    @Test
    void whatFlapsDoesNotFloodTheChat() {
        for (var seconds : List.of(3, 20, 130, 601, 1_000)) {
            var flapping = new EngineNewsTest();
            flapping.declared();
            for (var change = 0; change < 36_000 / seconds; change++) {
                flapping.say(flapping.observed(change % 2 == 0 ? EngineHealth.DEGRADED : EngineHealth.HEALTHY));
                flapping.pass(Duration.ofSeconds(seconds));
            }
            flapping.isNoFlood("changes each " + seconds + " s");
            flapping.say(flapping.observed(EngineHealth.HEALTHY));
            flapping.pass(Duration.ofHours(1));
            flapping.say(flapping.observed(EngineHealth.DEGRADED));
            flapping.pass(Duration.ofHours(1));
            assertThat(flapping.told()).last().isEqualTo("hichat/prod: degraded");
        }
    }

    @Test
    void whateverAnEnvironmentDoesPeopleAreNotFloodedAndKnowInTheEndHowItIs() {
        for (var seed = 0; seed < 12; seed++) {
            var random = new Random(seed);
            var trial = new EngineNewsTest();
            trial.declared();
            var healths = List.of(
                    EngineHealth.HEALTHY, EngineHealth.DEGRADED, EngineHealth.MISSING, EngineHealth.PROGRESSING);
            for (var change = 0; change < 150; change++) {
                trial.say(trial.observed(healths.get(random.nextInt(healths.size()))));
                if (random.nextInt(10) == 0) {
                    trial.desk.restart();
                }
                trial.pass(Duration.ofSeconds(1 + random.nextInt(random.nextBoolean() ? 60 : 1_200)));
            }
            trial.isNoFlood("seed " + seed);
            trial.say(trial.observed(EngineHealth.DEGRADED));
            trial.pass(Duration.ofHours(1));
            trial.say(trial.observed(EngineHealth.HEALTHY));
            trial.pass(Duration.ofHours(1));
            assertThat(trial.told()).last().isEqualTo("hichat/prod: well again");
            assertThat(trial.desk.rows).isEmpty();
        }
    }

    @Test
    void aChannelChoosesThem() {
        var chosen = channel("engines", List.of("prod"), List.of("engine"));
        var not = channel("not", List.of(), List.of("failed", "live", "held"));
        var elsewhere = channel("elsewhere", List.of("dev"), List.of());
        say(Samples.declared(chosen, not, elsewhere));

        var fact = fact(observed(EngineHealth.DEGRADED), Duration.ZERO);

        assertThat(rows(fact)).extracting(row -> row.channel().name()).containsExactly("engines");
    }

    @Test
    void anEnvironmentThatIsNotDeclaredIsNotTold() {
        var gone = new EngineObserved(
                new EnvironmentRef("hichat", "gone"),
                "cloud",
                "argocd",
                "Application argocd/hichat-gone",
                EngineSync.UNKNOWN,
                EngineHealth.MISSING,
                null,
                null,
                null,
                desk.now);

        assertThat(rows(fact(gone, Duration.ZERO))).isEmpty();
    }

    @Test
    void theMessageThatMayHaveArrivedIsSettledFirst() {
        desk.chat.next(InMemoryChat.Mood.TAKES_BUT_DOES_NOT_ANSWER);
        say(observed(EngineHealth.DEGRADED));
        pass(Duration.ofSeconds(16));
        say(observed(EngineHealth.HEALTHY));
        pass(Duration.ofMinutes(2));

        assertThat(told()).containsExactly("hichat/prod: degraded", "hichat/prod: degraded", "hichat/prod: well again");
        assertThat(desk.chat.taken().get(1).perhapsRepeated()).isTrue();
    }

    @Test
    void whatAnOlderVersionKeptIsRead() {
        var older = Json.MAPPER.createObjectNode();
        older.set("pace", Json.MAPPER.valueToTree(Pace.IDLE));
        older.put("unconfirmed", 0);

        assertThat(Json.read(Json.write(older), ChannelNote.class)).isEqualTo(ChannelNote.BLANK);
    }

    private EngineObserved observed(EngineHealth health) {
        return observed(health, health == EngineHealth.MISSING ? EngineSync.UNKNOWN : EngineSync.SYNCED);
    }

    private EngineObserved observed(EngineHealth health, EngineSync sync) {
        return new EngineObserved(
                new EnvironmentRef("hichat", "prod"),
                "cloud",
                "argocd",
                "Application argocd/hichat-prod",
                sync,
                health,
                null,
                health == EngineHealth.DEGRADED ? "because" : null,
                null,
                desk.now);
    }

    private <E extends Event> Fact<E> say(E event) {
        desk.now = desk.now.plusMillis(1);
        var cause = new Cause(new UUID(desk.now.toEpochMilli(), 1), Samples.DELIVERY, null);
        var fact = fact(event, Duration.between(NOON, desk.now), cause);
        read(fact);
        return fact;
    }

    private void read(Fact<?> fact) {
        for (var work : rows(fact)) {
            var subject = work.engine() == null ? "notice" : "engine";
            desk.open(Row.open(
                    work.channel().toString(),
                    subject,
                    fact.envelope().asCause(),
                    work,
                    fact.envelope().time()));
        }
    }

    private List<NoticeWork> rows(Fact<?> fact) {
        var batch = new Batch<>("notifier", decider, Map.of("hichat", state)::get, desk.now);
        decider.routes().stream()
                .filter(route -> route.family().isInstance(fact.event()))
                .forEach(route -> batch.decide(route, fact));
        state = Json.read(Json.write(batch.states().getOrDefault("hichat", state)), NoticeState.class);
        return batch.rows().stream()
                .map(Row::intent)
                .map(NoticeWork.class::cast)
                .toList();
    }

    private void pass(Duration time) {
        var end = desk.now.plus(time);
        desk.runUntil(end);
        desk.now = end;
    }

    private List<String> told() {
        return desk.chat.taken().stream().map(Desk.WORDING::title).toList();
    }

    private void isNoFlood(String what) {
        var sent = new ArrayList<Instant>(desk.requests);
        for (var first : sent) {
            assertThat(sent.stream()
                            .filter(at -> !at.isBefore(first) && at.isBefore(first.plus(Duration.ofHours(1))))
                            .count())
                    .as("%s, the hour from %s", what, first)
                    .isLessThanOrEqualTo(8);
        }
        var titles = told();
        for (var i = 1; i < titles.size(); i++) {
            assertThat(titles.get(i)).as(what).isNotEqualTo(titles.get(i - 1));
        }
    }
}
