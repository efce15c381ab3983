package dev.slipway.syncservice.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.events.Event;
import dev.slipway.events.SyncEvent.ReleaseLive;
import dev.slipway.events.SyncEvent.SyncFailed;
import dev.slipway.events.SyncEvent.SyncProgressed;
import dev.slipway.events.SyncEvent.SyncStarted;
import dev.slipway.events.values.Failure;
import dev.slipway.events.values.Segment;
import dev.slipway.service.PermanentFailure;
import dev.slipway.service.sync.SyncStrategies;
import dev.slipway.service.work.Outcome;
import dev.slipway.service.work.Row;
import dev.slipway.syncservice.core.Rollout.Broken;
import dev.slipway.syncservice.core.Rollout.Done;
import dev.slipway.syncservice.core.Rollout.UnderWay;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SynchronizerTest {
    private static final Failure CRASH = new Failure(Segment.CLUSTER, "it crashes", "mend it");
    private static final Duration MAX = Duration.ofMinutes(5);
    private final FakeStage<SyncWork> stage = new FakeStage<>();
    private final FakeCluster cluster = new FakeCluster();
    private String file = "{apiVersion: v1, kind: ConfigMap, metadata: {name: settings}}";
    private final Synchronizer synchronizer =
            synchronizer(source -> Map.of(source.path() + "/all.yaml", file.getBytes(StandardCharsets.UTF_8)), stage);

    @Test
    void whatIsDesiredIsAppliedAndSaidToBeLiveWithTheCauseOfEachRelease() throws Exception {
        var server = Desired.release("server", 7);
        var web = Desired.release("web", 3);
        var row = Desired.work(Desired.row(1, server, web));
        cluster.rollsOut(new UnderWay("0 of 2"), new Done(2));

        var outcome = act(row);

        assertThat(cluster.applied).containsExactly("hichat-prod ConfigMap settings (prod/all.yaml:1)");
        assertThat(types(stage.said))
                .containsExactly(SyncStarted.class, SyncStarted.class, SyncProgressed.class, SyncProgressed.class);
        assertThat(facts(outcome)).extracting(Outcome.Said::cause).containsExactly(server.cause(), web.cause());
        assertThat(facts(outcome).getFirst().event())
                .isEqualTo(new ReleaseLive(
                        server.release(),
                        "cloud",
                        row.intent().desired().source().commit(),
                        "tree 1",
                        2));
        assertThat(outcome.closed()).containsExactly(row);
    }

    @Test
    void aReleaseWhoseEndWasSaidIsNotSaidAgain() throws Exception {
        var server = Desired.release("server", 7);
        var web = Desired.release("web", 3);
        act(Desired.work(Desired.row(1, server)));

        var outcome = act(Desired.work(Desired.row(2, server, web)));

        assertThat(facts(outcome)).extracting(Outcome.Said::cause).containsExactly(web.cause());
    }

    /** What runs beside it is no fault of it, and nothing to be turned back. */
    @Test
    void oneFailsByItsOwnWorkloadsAndTheOthersAreLive() throws Exception {
        var server = Desired.release("server", 7);
        var web = Desired.release("web", 3);
        var row = Desired.work(Desired.row(1, server, web));
        cluster.rollsOut(
                new Broken(CRASH, Set.of("registry.example/server"), new UnderWay("0 of 2", Set.of())),
                new Broken(CRASH, Set.of("registry.example/server"), new Done(2)));

        var outcome = act(row);

        assertThat(stage.said)
                .filteredOn(said -> said.event() instanceof SyncFailed)
                .as("at once")
                .extracting(Outcome.Said::cause)
                .containsExactly(server.cause());
        assertThat(types(facts(outcome))).containsExactly(ReleaseLive.class);
        assertThat(facts(outcome)).extracting(Outcome.Said::cause).containsExactly(web.cause());
        assertThat(facts(act(Desired.work(Desired.row(2, server, web))))).isEmpty();
    }

    @Test
    void whatWasSaidToFailStaysSaidWhereTheActIsBrokenOff() throws Exception {
        var server = Desired.release("server", 7);
        var web = Desired.release("web", 3);
        var row = Desired.work(Desired.row(1, server, web));
        cluster.rollsOut(new Broken(CRASH, Set.of("registry.example/server"), new UnderWay("0 of 2")), new Done(2));
        var looks = new AtomicInteger();
        cluster.looked = () -> {
            if (looks.incrementAndGet() == 2) {
                throw new UncheckedIOException(new IOException("the API server is away"));
            }
        };
        assertThatThrownBy(() -> act(row)).isInstanceOf(IOException.class);

        assertThat(facts(act(row))).extracting(Outcome.Said::cause).containsExactly(web.cause());
    }

    @Test
    void whatChangesIsSaidAsItGoesAndTheLessOftenTheLongerItTakes() throws Exception {
        var going = IntStream.range(0, 400).mapToObj(n -> new UnderWay(n < 30 ? "0 of 2" : "1 of 2, look " + n / 2));
        cluster.rollsOut(Stream.concat(going, Stream.of(new Done(2))).toArray(Rollout[]::new));

        act(Desired.work(Desired.row(1, Desired.release("web", 3))));

        var said = stage.said.stream()
                .filter(one -> one.event() instanceof SyncProgressed progressed && progressed.since() != null)
                .map(one -> (SyncProgressed) one.event())
                .toList();
        assertThat(said).extracting(SyncProgressed::seen).startsWith("0 of 2").doesNotHaveDuplicates();
        assertThat(said).extracting(SyncProgressed::subject).doesNotHaveDuplicates();
        assertThat(said).hasSizeBetween(5, 40);
        assertThat(Duration.between(said.get(1).since(), said.get(2).since())).isLessThan(Duration.ofSeconds(10));
        assertThat(Duration.between(
                        said.get(said.size() - 2).since(), said.getLast().since()))
                .isGreaterThanOrEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void whatIsQuickSaysNothingBetween() throws Exception {
        cluster.rollsOut(new UnderWay("0 of 2"), new UnderWay("1 of 2"), new Done(2));

        act(Desired.work(Desired.row(1, Desired.release("web", 3))));

        assertThat(types(stage.said)).containsExactly(SyncStarted.class, SyncProgressed.class);
    }

    @Test
    void eachTryIsTheSameStart() throws Exception {
        var row = Desired.work(Desired.row(1, Desired.release("web", 3)));
        var looks = new AtomicInteger();
        cluster.looked = () -> {
            if (looks.incrementAndGet() == 1) {
                throw new UncheckedIOException(new IOException("the API server is away"));
            }
        };
        assertThatThrownBy(() -> act(row)).isInstanceOf(IOException.class);

        act(row);

        assertThat(stage.said)
                .filteredOn(said -> said.event() instanceof SyncStarted)
                .hasSize(1);
    }

    @Test
    void whatIsBrokenBesideAReleaseFromBeforeDoesNotFailIt() throws Exception {
        cluster.rollsOut(new Broken(CRASH, Set.of("registry.example/server"), new Done(2)));

        assertThat(types(facts(act(Desired.work(Desired.row(1, Desired.release("web", 3)))))))
                .containsExactly(ReleaseLive.class);
    }

    @Test
    void ofSeveralThatAreLateThoseFailThatAreWaitedFor() throws Exception {
        var server = Desired.release("server", 7);
        var web = Desired.release("web", 3);
        cluster.rollsOut(new UnderWay("1 of 2", Set.of("registry.example/web")));

        var outcome = act(Desired.work(Desired.row(1, server, web)));

        assertThat(facts(outcome))
                .filteredOn(said -> said.event() instanceof SyncFailed)
                .extracting(Outcome.Said::cause)
                .containsExactly(web.cause());
        assertThat(facts(outcome))
                .filteredOn(said -> said.event() instanceof ReleaseLive)
                .extracting(Outcome.Said::cause)
                .containsExactly(server.cause());
    }

    @Test
    void aCommitOfPeopleFailsByWhateverIsBroken() throws Exception {
        var theirs = Desired.byPeople(4);
        cluster.rollsOut(new Broken(CRASH, Set.of("registry.example/server"), new Done(2)));

        assertThat(types(facts(act(Desired.work(Desired.row(1, theirs)))))).containsExactly(SyncFailed.class);
    }

    @Test
    void aReleaseThatFailedIsNotCalledLiveByALaterSync() throws Exception {
        var server = Desired.release("server", 7);
        cluster.rollsOut(new Broken(CRASH));
        act(Desired.work(Desired.row(1, server)));
        cluster.rollsOut(new Done(2));

        assertThat(facts(act(Desired.work(Desired.row(2, server))))).isEmpty();
    }

    @Test
    void aReleaseThatFailedIsSaidToBeLiveWhereSomebodyHasAskedForItOnceMore() throws Exception {
        var server = Desired.release("server", 7);
        var web = Desired.release("web", 3);
        act(Desired.work(Desired.row(1, web)));
        cluster.rollsOut(new Broken(CRASH));
        act(Desired.work(Desired.row(2, server, web)));

        var failsAgain = act(Desired.replayed(Desired.row(2, server, web)));
        cluster.rollsOut(new Done(2));
        var runs = act(Desired.replayed(Desired.row(2, server, web)));
        var runsStill = act(Desired.replayed(Desired.row(2, server, web)));

        assertThat(types(facts(failsAgain))).containsExactly(SyncFailed.class);
        assertThat(types(facts(runs))).containsExactly(ReleaseLive.class);
        assertThat(facts(runs))
                .extracting(said -> said.cause().delivery())
                .containsExactly(server.cause().delivery());
        assertThat(facts(runsStill)).isEmpty();
        assertThat(cluster.applied).hasSize(5);
    }

    @Test
    void aReleaseThatFailsAgainWhereSomebodyHasAskedForItOnceMoreSaysSoAgain() throws Exception {
        var web = Desired.release("web", 3);
        cluster.rollsOut(new Broken(CRASH));
        var before = facts(act(Desired.work(Desired.row(1, web)))).getFirst();
        stage.said.clear();

        var row = Desired.replayed(Desired.row(1, web));
        cluster.rollsOut(new Broken(new Failure(Segment.ENGINE, "its path is another one", "correct it")));
        var again = facts(act(row));

        assertThat(types(stage.said)).containsExactly(SyncStarted.class, SyncProgressed.class);
        assertThat(again).singleElement().satisfies(said -> {
            assertThat(((SyncFailed) said.event()).failure().seen()).isEqualTo("its path is another one");
            assertThat(said.cause()).as("another fact").isNotEqualTo(before.cause());
            assertThat(said.cause().delivery()).isEqualTo(before.cause().delivery());
        });
    }

    @Test
    void whatIsReplayedHasItsWholeTimeToRollOut() throws Exception {
        cluster.rollsOut(new UnderWay("1 of 2"));
        stage.now = Desired.NOON.plus(Duration.ofHours(1));
        var began = stage.now;

        act(Desired.replayed(Desired.row(1)));

        assertThat(Duration.between(began, stage.now)).isBetween(MAX, MAX.plusSeconds(3));
    }

    @Test
    void ofSeveralRowsTheNewestIsAppliedAndAllAreClosed() throws Exception {
        var first = Desired.work(Desired.row(1, Desired.release("server", 7)));
        var second = Desired.work(Desired.row(2, Desired.release("server", 8)));

        var outcome = act(second, first);

        assertThat(outcome.closed()).containsExactlyInAnyOrder(first, second);
        assertThat(facts(outcome))
                .singleElement()
                .satisfies(said -> assertThat(said.event())
                        .isInstanceOfSatisfying(
                                ReleaseLive.class,
                                live -> assertThat(live.content()).isEqualTo("tree 2")));
    }

    @Test
    void aNewerRowEndsTheWaitWithoutAWord() throws Exception {
        var row = Desired.work(Desired.row(1, Desired.release("server", 7)));
        cluster.rollsOut(new UnderWay("1 of 2"));
        cluster.looked = () -> stage.newer.add(Desired.work(Desired.row(2)));

        var outcome = act(row);

        assertThat(facts(outcome)).isEmpty();
        assertThat(outcome.closed()).isEmpty();
        assertThat(outcome.later()).singleElement().satisfies(later -> {
            assertThat(later.row()).isEqualTo(row);
            assertThat(later.failed()).isFalse();
        });
        assertThat(stage.now).isEqualTo(Desired.NOON);
    }

    @Test
    void aNewerRowDoesNotHideThatTheRolloutIsDone() throws Exception {
        stage.newer.add(Desired.work(Desired.row(2)));

        assertThat(types(facts(act(Desired.work(Desired.row(1, Desired.release("server", 7)))))))
                .containsExactly(ReleaseLive.class);
    }

    @Test
    void aBrokenRolloutFailsWithItsReason() throws Exception {
        cluster.rollsOut(new UnderWay("0 of 2"), new Broken(CRASH));

        assertThat(failureOf(act(Desired.work(Desired.row(1, Desired.release("server", 7))))))
                .isEqualTo(CRASH);
    }

    @Test
    void aRolloutThatDoesNotEndFailsWithWhatWasSeenLast() throws Exception {
        cluster.rollsOut(new UnderWay("1 of 2 pods are new"));

        var failure = failureOf(act(Desired.work(Desired.row(1, Desired.release("server", 7)))));

        assertThat(failure.seen()).contains("300 s", "1 of 2 pods are new");
        assertThat(stage.now)
                .isBetween(Desired.NOON.plus(MAX), Desired.NOON.plus(MAX).plusSeconds(1));
    }

    @Test
    void whereTheEngineDoesNothingTheReleaseIsNotAtFault() throws Exception {
        cluster.rollsOut(UnderWay.ofEngine("Argo CD has not taken up the sync"));

        var failure = failureOf(act(Desired.work(Desired.row(1, Desired.release("server", 7)))));

        assertThat(failure.segment()).isEqualTo(Segment.ENGINE);
        assertThat(failure.seen()).contains("300 s", "has not taken up");
        assertThat(failure.nextStep()).contains("engines --clusters");
    }

    @Test
    void aRowThatWaitedWhileTheServiceWasAwayStillGetsHalfAMinute() throws Exception {
        cluster.rollsOut(new UnderWay("1 of 2"));
        stage.now = Desired.NOON.plus(Duration.ofHours(1));
        var began = stage.now;

        act(Desired.work(Desired.row(1, Desired.release("server", 7))));

        assertThat(Duration.between(began, stage.now)).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(31));
    }

    @Test
    void aRefusalOfTheClusterFailsTheRelease() throws Exception {
        cluster.refusal = new PermanentFailure(CRASH);
        var row = Desired.work(Desired.row(1, Desired.release("server", 7)));

        var outcome = act(row);

        assertThat(failureOf(outcome)).isEqualTo(CRASH);
        assertThat(outcome.closed()).containsExactly(row);
    }

    @Test
    void aFileThatCannotBeReadFailsTheRelease() throws Exception {
        file = "kind: [";

        assertThat(failureOf(act(Desired.work(Desired.row(1, Desired.release("server", 7)))))
                        .segment())
                .isEqualTo(Segment.CONFIG);
        assertThat(cluster.applied).isEmpty();
    }

    @Test
    void anObjectOfAnotherNamespaceIsRefused() throws Exception {
        file = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: coredns, namespace: kube-system}\n";

        var failure = failureOf(act(Desired.work(Desired.row(1, Desired.release("server", 7)))));

        assertThat(failure.seen()).contains("ConfigMap coredns", "namespace kube-system");
        assertThat(cluster.applied).isEmpty();
    }

    @Test
    void whatMayPassIsLeftToBeTriedAgain() {
        var away = synchronizer(
                _ -> {
                    throw new IOException("the Git server is away");
                },
                stage);
        var row = Desired.work(Desired.row(1, Desired.release("server", 7)));

        assertThatThrownBy(() -> away.act(row.resource(), List.of(row), stage)).isInstanceOf(IOException.class);
        assertThat(stage.said).as("nothing has started").isEmpty();
    }

    @Test
    void anEngineThatThisVersionDoesNotKnowIsRefused() throws Exception {
        var unarmed = new Synchronizer(Map.of(), SyncStrategies.found(), new Beginnings(1, Duration.ZERO), MAX);
        var row = Desired.work(Desired.row(1, Desired.release("server", 7)));

        var failure = failureOf(unarmed.act(row.resource(), List.of(row), stage));

        assertThat(failure.seen()).contains("'direct'");
    }

    @Test
    void aRowThatIsGivenUpFailsItsReleases() {
        var server = Desired.release("server", 7);

        var outcome = synchronizer.giveUp(Desired.work(Desired.row(1, server)), CRASH, stage);

        assertThat(failureOf(outcome)).isEqualTo(CRASH);
        assertThat(outcome.note()).isNotNull();
    }

    @Test
    void aRowThatIsGivenUpSaysNothingOfWhatIsLiveAlready() throws Exception {
        var live = Desired.release("server", 7);
        act(Desired.work(Desired.row(1, live)));

        var outcome = synchronizer.giveUp(Desired.work(Desired.row(2, live, Desired.release("web", 8))), CRASH, stage);

        assertThat(facts(outcome))
                .singleElement()
                .satisfies(
                        said -> assertThat(((SyncFailed) said.event()).release().application())
                                .isEqualTo("web"));
    }

    @Test
    void whatAnotherInstanceMayStillApplyIsAppliedOverOnceMore() throws Exception {
        cluster.looked = () -> {
            throw new Killed();
        };
        assertThatThrownBy(() -> act(Desired.work(Desired.row(1, Desired.release("server", 7)))))
                .isInstanceOf(Killed.class);
        cluster.looked = () -> {};
        var row = Desired.work(Desired.row(2, Desired.release("server", 8)));

        var first = act(row);
        assertThat(types(facts(first))).as("said at once").containsExactly(ReleaseLive.class);
        assertThat(first.closed()).isEmpty();
        assertThat(first.later()).singleElement().satisfies(later -> {
            assertThat(later.row()).isEqualTo(row);
            assertThat(later.delay()).isPositive();
            assertThat(later.failed()).isFalse();
            stage.rest(later.delay());
        });
        cluster.applied.clear();
        var second = act(row);

        assertThat(cluster.applied).hasSize(1);
        assertThat(facts(second)).isEmpty();
        assertThat(second.closed()).containsExactly(row);
    }

    @Test
    void anErrorIsAnAnswer() throws Exception {
        cluster.looked = () -> {
            throw new UncheckedIOException(new IOException("away"));
        };
        assertThatThrownBy(() -> act(Desired.work(Desired.row(1)))).isInstanceOf(IOException.class);
        cluster.looked = () -> {};

        assertThat(act(Desired.work(Desired.row(1))).later()).isEmpty();
    }

    @Test
    void anEnvironmentSaysHowLongARolloutMayTake() throws Exception {
        cluster.rollsOut(new UnderWay("1 of 2"));
        var began = stage.now;

        var failed = failureOf(act(Desired.work(Desired.within(40, Desired.row(1, Desired.release("server", 7))))));

        assertThat(failed.seen()).startsWith("not rolled out within 40 s");
        assertThat(Duration.between(began, stage.now)).isBetween(Duration.ofSeconds(40), Duration.ofSeconds(43));
    }

    @Test
    void whatStoodStillAppliesNothing() {
        var row = Desired.work(Desired.row(1, Desired.release("server", 7)));
        stage.kept = () -> stage.rest(Duration.ofHours(1));

        assertThatThrownBy(() -> act(row)).isInstanceOf(IOException.class).hasMessageContaining("stood still");
        assertThat(cluster.applied).isEmpty();
    }

    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    private final Outcome<SyncWork> act(Row<SyncWork>... rows) throws Exception {
        var outcome = synchronizer.act("hichat/prod", Arrays.stream(rows).toList(), stage);
        stage.note = outcome.note();
        return outcome;
    }

    /** What is said of releases; {@link ActSeenTest} has the rest. */
    private static List<Outcome.Said> facts(Outcome<SyncWork> outcome) {
        return outcome.facts().stream()
                .filter(said -> !(said.event() instanceof EngineSeen))
                .toList();
    }

    private static Failure failureOf(Outcome<SyncWork> outcome) {
        assertThat(types(facts(outcome))).containsExactly(SyncFailed.class);
        return ((SyncFailed) facts(outcome).getFirst().event()).failure();
    }

    private static List<Class<? extends Event>> types(List<Outcome.Said> said) {
        return said.stream()
                .<Class<? extends Event>>map(one -> one.event().getClass())
                .toList();
    }

    private Synchronizer synchronizer(DesiredTree trees, Patience patience) {
        return new Synchronizer(
                Map.of("direct", new Direct(trees, cluster, patience)),
                SyncStrategies.found(),
                new Beginnings(1, Duration.ZERO),
                MAX);
    }
}
