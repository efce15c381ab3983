package dev.slipway.syncservice.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.events.DesiredEvent.EnvironmentDesired;
import dev.slipway.events.values.EngineHealth;
import dev.slipway.events.values.EngineSync;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class LookingTest {
    private static final Duration SETTLE = Duration.ofSeconds(2);
    private final EnvironmentDesired row = Desired.row(1);
    private final FakeSight sight = new FakeSight();
    private final Observer observer = new Observer(SETTLE, "here");
    private final List<EngineSeen> told = new ArrayList<>();
    private boolean brokerIsAway;
    private final Looking looking = new Looking(Map.of("direct", sight), observer, this::store);
    private Instant now = Desired.NOON;

    @Test
    void atTheStartEachIsToldOnceItHasHeld() {
        look();
        assertThat(told).isEmpty();

        pass(3);

        assertThat(told).singleElement().satisfies(seen -> {
            assertThat(seen.environment()).isEqualTo(Desired.PROD);
            assertThat(seen.observation().health()).isEqualTo(EngineHealth.HEALTHY);
            assertThat(seen.since()).isEqualTo(Desired.NOON);
            assertThat(seen.witness()).isEqualTo("here");
            assertThat(seen.lost()).isFalse();
        });
    }

    @Test
    void whatStaysIsNotToldAgain() {
        pass(60);

        assertThat(told).hasSize(1);
    }

    @Test
    void fromTimeToTimeItIsToldAgainInCaseItGotLost() {
        pass(2 * 600 + 30);

        assertThat(told).hasSize(3);
    }

    @Test
    void whatOnlyPassesIsNotTold() {
        pass(5);
        for (var i = 0; i < 20; i++) {
            sight.health = i % 2 == 0 ? EngineHealth.DEGRADED : EngineHealth.HEALTHY;
            pass(1);
        }

        assertThat(told).hasSize(1);
    }

    @Test
    void whatHoldsIsToldWithinSecondsAndSoIsTheWayBack() {
        pass(5);
        sight.health = EngineHealth.DEGRADED;
        var since = now.plusSeconds(1);
        pass(3);
        assertThat(told).hasSize(2);
        assertThat(told.getLast().observation().health()).isEqualTo(EngineHealth.DEGRADED);
        assertThat(told.getLast().since()).isEqualTo(since);

        sight.health = EngineHealth.HEALTHY;
        pass(3);

        assertThat(told).hasSize(3);
        assertThat(told.getLast().observation().health()).isEqualTo(EngineHealth.HEALTHY);
    }

    @Test
    void anotherRevisionAloneIsToldOnlyWhereItIsTheOneThatTheEnvironmentShouldHave() {
        pass(5);
        sight.revision = "of somebody else";
        pass(5);
        assertThat(told).hasSize(1);

        sight.revision = row.source().commit().value();
        pass(1);

        assertThat(told).hasSize(2);
        assertThat(told.getLast().wanted()).isTrue();
    }

    @Test
    void theWantedRevisionOutOfSyncIsNotThereYet() {
        sight.sync = EngineSync.OUT_OF_SYNC;
        pass(5);
        sight.revision = row.source().commit().value();
        pass(5);

        assertThat(told).hasSize(1);
    }

    @Test
    void whatIsDeletedIsMissing() {
        pass(5);
        sight.isThere = false;
        pass(3);

        assertThat(told.getLast().observation()).isEqualTo(Observation.missing("direct", FakeSight.OBJECT));
    }

    @Test
    void thatSomethingIsGoneIsToldAgainSoonOnce() {
        sight.isThere = false;
        pass(60);
        assertThat(told).hasSize(1);

        pass(60);
        assertThat(told).hasSize(2);

        pass(300);
        assertThat(told).hasSize(2);
    }

    @Test
    void aLinkThatIsCutForAMomentIsNoNewsButOneThatStaysSoIs() {
        pass(5);
        sight.away = new IOException("the API server is out of reach");
        pass(10);
        assertThat(told).hasSize(1);

        pass(10);

        assertThat(told.getLast().lost()).isTrue();
        assertThat(told.getLast().observation()).satisfies(observation -> {
            assertThat(observation.object()).isEqualTo(FakeSight.OBJECT);
            assertThat(observation.health()).isEqualTo(EngineHealth.UNKNOWN);
            assertThat(observation.message()).isEqualTo("the API server is out of reach");
        });
        sight.away = null;
        pass(6);
        assertThat(told.getLast().observation().health()).isEqualTo(EngineHealth.HEALTHY);
    }

    @Test
    void aRowIsReadOnce() {
        pass(5);
        assertThat(sight.read).isEqualTo(1);

        looking.look(List.of(Desired.row(2)), now);

        assertThat(sight.read).isEqualTo(2);
    }

    @Test
    void whatTheBrokerDidNotTakeIsToldAgain() {
        brokerIsAway = true;
        pass(10);
        assertThat(told).isEmpty();

        brokerIsAway = false;
        pass(1);

        assertThat(told).hasSize(1);
    }

    @Test
    void anEngineThatNobodyWatchesIsNotLookedAt() {
        var blind = new Looking(Map.of(), observer, this::store);
        blind.look(List.of(row), now);
        blind.look(List.of(row), now.plusSeconds(10));

        assertThat(told).isEmpty();
        assertThat(observer.count(EngineHealth.HEALTHY)).isZero();
    }

    @Test
    void howManyAreHowIsKnownAtOnce() {
        look();

        assertThat(observer.count(EngineHealth.HEALTHY)).isEqualTo(1);
        assertThat(observer.count(EngineHealth.DEGRADED)).isZero();
    }

    private CompletableFuture<?> store(EngineHint seen) {
        if (brokerIsAway) {
            return CompletableFuture.failedFuture(new IOException("the broker is away"));
        }
        told.add((EngineSeen) seen);
        return CompletableFuture.completedFuture(null);
    }

    private void pass(int seconds) {
        for (var i = 0; i < seconds; i++) {
            now = now.plusSeconds(1);
            look();
        }
    }

    private void look() {
        looking.look(List.of(row), now);
    }
}
