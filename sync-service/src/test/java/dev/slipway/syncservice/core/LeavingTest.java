package dev.slipway.syncservice.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.events.Event;
import dev.slipway.events.SyncEvent.ReleaseLive;
import dev.slipway.events.SyncEvent.SyncAwaited;
import dev.slipway.events.SyncEvent.SyncFailed;
import dev.slipway.events.SyncEvent.SyncStarted;
import dev.slipway.events.catalog.Sync;
import dev.slipway.service.sync.SyncStrategies;
import dev.slipway.service.work.Outcome;
import dev.slipway.service.work.Row;
import dev.slipway.syncservice.core.Rollout.UnderWay;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LeavingTest {
    private static final Sync MANUAL = new Sync("manual");
    private static final byte[] FILE =
            "{apiVersion: v1, kind: ConfigMap, metadata: {name: settings}}".getBytes(StandardCharsets.UTF_8);
    private final FakeStage<SyncWork> stage = new FakeStage<>();
    private final FakeCluster cluster = new FakeCluster();
    private final Synchronizer synchronizer = new Synchronizer(
            Map.of("direct", new Direct(_ -> Map.of("all.yaml", FILE), cluster, stage)),
            SyncStrategies.found(),
            new Beginnings(1, Duration.ZERO),
            Duration.ofMinutes(5));

    @Test
    void whatIsOnItsWayEndsOnceAndNothingIsApplied() throws Exception {
        var release = Desired.release("server", 7);
        var row = Desired.work(Desired.row(2, release).left());

        var outcome = act(row);

        assertThat(cluster.applied).isEmpty();
        assertThat(outcome.closed()).containsExactly(row);
        assertThat(outcome.facts()).singleElement().satisfies(said -> {
            assertThat(said.cause().delivery()).isEqualTo(release.cause().delivery());
            var failed = (SyncFailed) said.event();
            assertThat(failed.release()).isEqualTo(release.release());
            assertThat(failed.failure().seen()).contains("hichat/prod is no longer declared in cluster cloud");
        });
        assertThat(act(row).facts()).as("as after a replay").isEmpty();
        assertThat(act(Desired.work(Desired.row(3, release).left())).facts()).isEmpty();
    }

    @Test
    void whatHasEndedHasEnded() throws Exception {
        var release = Desired.release("server", 7);
        act(Desired.work(Desired.row(1, release)));

        assertThat(act(Desired.work(Desired.row(2, release).left())).facts()).isEmpty();
    }

    @Test
    void aRolloutIsBrokenOff() throws Exception {
        var release = Desired.release("server", 7);
        var begun = Desired.work(Desired.row(1, release));
        var left = Desired.work(Desired.row(2, release).left());
        cluster.rollsOut(new UnderWay("0 of 2"));
        stage.newer.add(left);
        act(begun);

        var outcome = act(begun, left);

        assertThat(outcome.closed()).containsExactlyInAnyOrder(begun, left);
        assertThat(events(outcome, SyncFailed.class)).hasSize(1);
    }

    @Test
    void whatWaitsForItsTimeDoesNotWaitOn() throws Exception {
        var release = Desired.release("server", 7);
        var waits = Desired.work(Desired.row(1, release).synced(MANUAL, null));
        act(waits);

        var outcome = act(waits, Desired.work(Desired.row(2, release).left()));

        assertThat(outcome.later()).isEmpty();
        assertThat(outcome.closed()).hasSize(2);
        assertThat(stage.note(Announced.class).orElseThrow().waits()).isNull();
    }

    @Test
    void whatEndedBecauseItLeftGoesOnWhenItIsBackAndWhatWasLiveIsNotToldAgain() throws Exception {
        var web = Desired.release("web", 3);
        var server = Desired.release("server", 7);
        act(Desired.work(Desired.row(1, web)));
        act(Desired.work(Desired.row(2, server).left()));

        var outcome = act(Desired.work(Desired.row(3, web, server)));

        assertThat(events(outcome, ReleaseLive.class))
                .extracting(ReleaseLive::release)
                .containsExactly(server.release());
        assertThat(cluster.applied).hasSize(2);
    }

    @Test
    void backAgainItWaitsForItsTime() throws Exception {
        var release = Desired.release("server", 7);
        act(Desired.work(Desired.row(1, release).left()));

        var outcome = act(Desired.work(Desired.row(2, release).synced(MANUAL, null)));

        assertThat(outcome.later()).hasSize(1);
        assertThat(stage.said).extracting(Outcome.Said::event).hasAtLeastOneElementOfType(SyncAwaited.class);
        assertThat(stage.said).extracting(Outcome.Said::event).doesNotHaveAnyElementsOfTypes(SyncStarted.class);
        assertThat(cluster.applied).isEmpty();
    }

    /** A site was away meanwhile. */
    @Test
    void whatIsBackAlreadyNeverLeft() throws Exception {
        var release = Desired.release("server", 7);
        var left = Desired.work(Desired.row(2, release).left());
        var back = Desired.work(Desired.row(3, release).synced(MANUAL, null));

        var outcome = act(Desired.work(Desired.row(1, release)), left, back);

        assertThat(events(outcome, SyncFailed.class)).isEmpty();
        assertThat(outcome.closed()).contains(left);
    }

    @Test
    void aCrashInBetweenSaysItOnce() throws Exception {
        var release = Desired.release("server", 7);
        var begun = Desired.work(Desired.row(1, release));
        cluster.looked = () -> {
            throw new IllegalStateException("killed");
        };
        assertThatThrownBy(() -> act(begun)).hasMessage("killed");

        var outcome = act(begun, Desired.work(Desired.row(2, release).left()));

        assertThat(events(outcome, SyncFailed.class)).hasSize(1);
        assertThat(outcome.later()).isEmpty();
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    private final Outcome<SyncWork> act(Row<SyncWork>... rows) throws Exception {
        var outcome = synchronizer.act("hichat/prod", List.of(rows), stage);
        if (outcome.note() != null) {
            stage.keep(outcome.note());
        }
        return outcome;
    }

    private <E extends Event> List<E> events(Outcome<SyncWork> outcome, Class<E> type) {
        return Stream.concat(stage.said.stream(), outcome.facts().stream())
                .map(Outcome.Said::event)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }
}
