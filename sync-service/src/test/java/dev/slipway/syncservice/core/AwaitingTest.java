package dev.slipway.syncservice.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.events.DesiredEvent.Asked;
import dev.slipway.events.DesiredEvent.ReleaseDesired;
import dev.slipway.events.DesiredEvent.Source;
import dev.slipway.events.SyncEvent.ReleaseLive;
import dev.slipway.events.SyncEvent.SyncAwaited;
import dev.slipway.events.SyncEvent.SyncFailed;
import dev.slipway.events.SyncEvent.SyncStarted;
import dev.slipway.events.catalog.Sync;
import dev.slipway.service.sync.SyncStrategies;
import dev.slipway.service.work.Outcome;
import dev.slipway.service.work.Row;
import dev.slipway.syncservice.core.Rollout.UnderWay;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is in Git and may not go on yet. It is noon, a Friday. */
class AwaitingTest {
    private static final Sync MANUAL = new Sync("manual");
    private static final Sync WINDOW = Sync.at("window", "Mon-Fri 14:00-15:00 UTC");
    private static final Instant OPENS = Instant.parse("2026-11-20T14:00:00Z");
    private static final Duration MAX = Duration.ofMinutes(5);

    private final FakeStage<SyncWork> stage = new FakeStage<>();
    private final FakeCluster cluster = new FakeCluster();
    private final Beginnings beginnings = new Beginnings(1, Duration.ZERO);
    private boolean away;
    private final Synchronizer synchronizer = new Synchronizer(
            Map.of("direct", new Direct(this::read, cluster, stage)), SyncStrategies.found(), beginnings, MAX);

    @Test
    void itWaitsAndSaysSoOnce() throws Exception {
        var release = Desired.release("server", 7);
        var row = row(1, WINDOW, null, release);

        var outcome = act(row);

        assertThat(cluster.applied).isEmpty();
        assertThat(stage.said)
                .containsExactly(new Outcome.Said(
                        release.cause(),
                        new SyncAwaited(
                                release.release(),
                                "cloud",
                                "the environment is synced in Mon-Fri 14:00-15:00 UTC",
                                OPENS,
                                "wait, or let it go on now: slipway sync hichat prod")));
        assertThat(outcome.later()).singleElement().satisfies(later -> {
            assertThat(later.failed()).isFalse();
            assertThat(later.delay()).isEqualTo(Duration.ofHours(2));
            assertThat(later.why()).isEqualTo("the environment is synced in Mon-Fri 14:00-15:00 UTC");
        });
        act(row);
        assertThat(stage.said).hasSize(1);
    }

    @Test
    void itGoesOnWhenItMayAndItsTimeIsCountedFromThen() throws Exception {
        var row = row(1, WINDOW, null, Desired.release("server", 7));
        var later = act(row).later().getFirst();
        cluster.rollsOut(new UnderWay("0 of 2"));
        stage.now = OPENS;

        var outcome = act(waiting(later));

        assertThat(said(SyncStarted.class)).hasSize(1);
        assertThat(outcome.facts())
                .filteredOn(said -> said.event() instanceof SyncFailed)
                .hasSize(1);
        assertThat(stage.now).as("late").isAfter(OPENS.plus(MAX));
    }

    @Test
    void ofSeveralThatWaitTheNewestGoesOn() throws Exception {
        var seventh = Desired.release("server", 7);
        var eighth = Desired.release("server", 8);
        var older = row(1, MANUAL, null, seventh);
        var newer = row(2, MANUAL, null, eighth);
        act(older);

        var outcome = act(older, newer);

        assertThat(outcome.closed()).containsExactly(older);
        assertThat(outcome.later()).hasSize(1);
        assertThat(said(SyncAwaited.class)).hasSize(2);
        var asked = row(3, MANUAL, new Asked("li", true), eighth);
        var synced = act(newer, asked);
        assertThat(synced.closed()).containsExactlyInAnyOrder(newer, asked);
        assertThat(cluster.applied).hasSize(1);
        assertThat(live(synced)).containsExactly(8L);
    }

    /** Nobody has asked for what came after it. */
    @Test
    void whatAPersonAskedForGoesOnAndNothingNewer() throws Exception {
        var asked = row(2, MANUAL, new Asked("li", true), Desired.release("server", 7));
        var newer = row(3, MANUAL, null, Desired.release("server", 8));

        var outcome = act(asked, newer);

        assertThat(live(outcome)).containsExactly(7L);
        assertThat(outcome.closed()).containsExactly(asked);
        assertThat(outcome.later())
                .singleElement()
                .satisfies(later -> assertThat(later.row().id()).isEqualTo(newer.id()));
        assertThat(said(SyncAwaited.class)).hasSize(1);
    }

    @Test
    void whatIsOnItsWayIsNotSaidToWaitForWhatCameAfterIt() throws Exception {
        var server = Desired.release("server", 7);
        var asked = row(2, MANUAL, new Asked("li", true), server);

        act(asked, row(3, MANUAL, null, server, Desired.release("web", 8)));

        assertThat(said(SyncAwaited.class))
                .extracting(said -> said.release().application())
                .containsExactly("web");
    }

    @Test
    void whatHasBegunGoesOnThoughTheWindowCloses() throws Exception {
        var row = row(1, WINDOW, null, Desired.release("server", 7));
        stage.now = OPENS;
        cluster.looked = () -> {
            throw new Died();
        };
        assertThatThrownBy(() -> act(row)).isInstanceOf(Died.class);
        cluster.looked = () -> {};
        stage.now = OPENS.plus(Duration.ofHours(3));

        assertThat(live(act(row))).containsExactly(7L);
    }

    @Test
    void whatCouldNotBeginInItsWindowWaitsForTheNext() throws Exception {
        var row = row(1, WINDOW, null, Desired.release("server", 7));
        stage.now = OPENS;
        away = true;
        assertThatThrownBy(() -> act(row)).isInstanceOf(IOException.class);
        away = false;
        stage.now = OPENS.plus(Duration.ofHours(3));

        act(row);

        assertThat(cluster.applied).isEmpty();
        assertThat(said(SyncAwaited.class)).hasSize(1);
    }

    /** A newer commit has come in place of the one that missed its time. */
    @Test
    void aDailySyncThatWasMissedIsMadeUpForWithTheNewest() throws Exception {
        var daily = Sync.at("daily", "13:00 UTC");
        act(row(1, daily, null, Desired.release("server", 7)));
        stage.now = OPENS;
        var newest = row(2, daily, null, Desired.release("server", 8));

        assertThat(live(act(at(newest, OPENS)))).containsExactly(8L);
    }

    @Test
    void aWaitIsNoFailing() throws Exception {
        var failing = new Row<>(
                "hichat/prod",
                row(1, WINDOW, null, Desired.release("server", 7)).id(),
                Desired.release("server", 7).cause(),
                SyncWork.of(Desired.row(1, Desired.release("server", 7)).synced(WINDOW, null), false),
                Desired.NOON,
                9,
                Desired.NOON,
                "the Git server",
                Desired.NOON.minus(Duration.ofHours(11)));

        assertThat(act(failing).later()).singleElement().satisfies(later -> {
            assertThat(later.row().failingSince()).isNull();
            assertThat(later.row().attempts()).isZero();
        });
    }

    @Test
    void whatIsTriedAgainLaterIsNotHurriedByWhatWaits() throws Exception {
        var asked = row(2, MANUAL, new Asked("li", true), Desired.release("server", 7));
        var backingOff = at(asked, Desired.NOON.plus(Duration.ofMinutes(1)));

        var outcome = act(backingOff, row(3, MANUAL, null, Desired.release("server", 8)));

        assertThat(cluster.applied).isEmpty();
        assertThat(outcome.later()).extracting(Outcome.Later::delay).contains(Duration.ofMinutes(1));
    }

    @Test
    void whereAllAreBusyItWaitsItsTurnAndSaysSo() throws Exception {
        assertThat(beginnings.isTurn()).isTrue();

        var outcome = act(row(1, null, null, Desired.release("server", 7)));

        assertThat(cluster.applied).isEmpty();
        assertThat(outcome.later()).singleElement().satisfies(later -> {
            assertThat(later.failed()).isFalse();
            assertThat(later.why()).startsWith("its turn: 1 environments of a cluster are begun at the same time");
        });
        beginnings.done();
        assertThat(live(act(row(1, null, null, Desired.release("server", 7))))).hasSize(1);
    }

    @Test
    void whoseRolloutIsWatchedKeepsNobodyFromBeginning() throws Exception {
        cluster.looked =
                () -> assertThat(turn()).as("a turn while it is watched").isTrue();

        assertThat(live(act(row(1, null, null, Desired.release("server", 7))))).hasSize(1);
    }

    private boolean turn() {
        try {
            var turn = beginnings.isTurn();
            beginnings.done();
            return turn;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Map<String, byte[]> read(Source source) throws IOException {
        if (away) {
            throw new IOException("the Git server is away");
        }
        var file = "{apiVersion: v1, kind: ConfigMap, metadata: {name: settings}}";
        return Map.of(source.path() + "/all.yaml", file.getBytes(StandardCharsets.UTF_8));
    }

    private static Row<SyncWork> row(
            long generation, @Nullable Sync sync, @Nullable Asked asked, ReleaseDesired... releases) {
        return Desired.work(Desired.row(generation, releases).synced(sync, asked));
    }

    private static Row<SyncWork> at(Row<SyncWork> row, Instant next) {
        return new Row<>(
                row.resource(),
                row.id(),
                row.cause(),
                row.intent(),
                next,
                row.attempts(),
                next,
                row.waitsFor(),
                row.failingSince());
    }

    private Row<SyncWork> waiting(Outcome.Later<SyncWork> later) {
        return at(later.row(), Desired.NOON.plus(later.delay()));
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    private final Outcome<SyncWork> act(Row<SyncWork>... rows) throws Exception {
        var outcome = synchronizer.act("hichat/prod", List.of(rows), stage);
        if (outcome.note() != null) {
            stage.note = outcome.note();
        }
        return outcome;
    }

    private <E> List<E> said(Class<E> type) {
        return stage.said.stream()
                .map(Outcome.Said::event)
                .flatMap(event -> type.isInstance(event) ? Stream.of(type.cast(event)) : Stream.empty())
                .toList();
    }

    private static List<Long> live(Outcome<SyncWork> outcome) {
        return outcome.facts().stream()
                .map(Outcome.Said::event)
                .filter(ReleaseLive.class::isInstance)
                .map(event -> ((ReleaseLive) event).release().ordinal().value())
                .toList();
    }

    /** No exception that an actor could catch. */
    private static final class Died extends Error {
        private static final long serialVersionUID = 1L;
    }
}
