package dev.slipway.console.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.console.Facts;
import dev.slipway.console.core.delivery.DeliveryView.Step;
import dev.slipway.console.core.delivery.DeliveryView.StepName;
import dev.slipway.events.Fact;
import dev.slipway.events.wire.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveryFoldTest {

    @Test
    void goesTheWholeWay() {
        var view = fold(Facts.of(7).wholeWay("prod"));

        assertThat(view.state()).isEqualTo(State.LIVE);
        assertThat(view.started()).isEqualTo(Facts.START);
        assertThat(view.ended()).isEqualTo(Facts.START.plusSeconds(8));
        assertThat(view.author()).isEqualTo("Li Hua");
        assertThat(view.subject()).isEqualTo("fix: 登录");
        assertThat(view.steps()).extracting(Step::name).containsExactly(StepName.values());
        assertThat(view.steps())
                .extracting(step -> Duration.between(step.from(), step.to() == null ? step.from() : step.to())
                        .toSeconds())
                .containsExactly(2L, 1L, 2L, 2L, 1L, 1L);
        assertThat(view.releases().getFirst().podsReady()).isEqualTo(3);
        assertThat(view.messages()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void isTheSameInAnyOrderAndHoweverOftenAFactComes(long seed) {
        var facts = Facts.of(7).wholeWay("prod").all();
        var random = new Random(seed);
        for (var i = 0; i < 50; i++) {
            var shuffled = new ArrayList<>(facts);
            shuffled.addAll(facts.subList(0, random.nextInt(facts.size())));
            Collections.shuffle(shuffled, random);

            assertThat(fold(shuffled, true)).isEqualTo(fold(facts, true));
        }
    }

    @Test
    void hasNotEndedWhileAnEnvironmentIsUnderWay() {
        var view = fold(Facts.of(7)
                .pushed()
                .queued()
                .building()
                .built()
                .requested("dev")
                .requested("prod")
                .live("dev"));

        assertThat(view.ended()).isNull();
        assertThat(view.state()).isEqualTo(State.WORKING);
        assertThat(view.steps().getLast().to()).isNull();
    }

    private static Facts syncing() {
        return Facts.of(7).pushed().queued().building().built().requested("dev").syncing("dev");
    }

    @Test
    void tellsHowFarItIsAsItGoes() {
        var facts = syncing().applied("dev");
        var applied = fold(facts);

        var view = fold(facts.goesOn("dev", "0 of 2 pods are ready").goesOn("dev", "1 of 2 pods are ready"));

        assertThat(view.releases().getFirst().note()).isEqualTo("1 of 2 pods are ready");
        assertThat(view.releases().getFirst().since())
                .isEqualTo(applied.releases().getFirst().since());
        assertThat(view.steps()).isEqualTo(applied.steps());
    }

    @Test
    void whatIsSaidOfItsWayLaterChangesNoEnd() {
        var facts = syncing().syncFailed("dev");
        var ended = fold(facts);

        assertThat(fold(facts.goesOn("dev", "0 of 2 pods are ready"))).isEqualTo(ended);
    }

    @Test
    void goesOnWhereSomebodyHasItSyncedOnceMore() {
        var facts = syncing().syncFailed("dev");

        var view = fold(facts.syncing("dev"));

        assertThat(view.state()).isEqualTo(State.WORKING);
        assertThat(view.releases().getFirst().phase()).isEqualTo(Phase.SYNCING);
        assertThat(view.troubles()).isEmpty();
        assertThat(fold(facts.live("dev")).state()).isEqualTo(State.LIVE);
    }

    @Test
    void hasNotEndedBetweenTheImageAndItsRelease() {
        assertThat(fold(Facts.of(7).pushed().queued().building().built()).ended())
                .isNull();
    }

    @Test
    void showsAFailureWhileTheRestGoesOn() {
        var view = fold(Facts.of(7)
                .pushed()
                .queued()
                .building()
                .built()
                .requested("dev")
                .requested("prod")
                .syncFailed("dev"));

        assertThat(view.state()).isEqualTo(State.FAILED);
        assertThat(view.ended()).isNull();
        assertThat(view.troubles()).singleElement().satisfies(trouble -> {
            assertThat(trouble.where()).isEqualTo("dev");
            assertThat(trouble.failure().nextStep()).isEqualTo("look at MYSQL_HOST");
        });
    }

    @Test
    void endsWithAFailedBuild() {
        var view = fold(Facts.of(7).pushed().queued().building().buildFailed());

        assertThat(view.state()).isEqualTo(State.FAILED);
        assertThat(view.ended()).isEqualTo(Facts.START.plusSeconds(3));
    }

    @Test
    void aRolloutThatRecoversIsLive() {
        var view = fold(Facts.of(7)
                .pushed()
                .queued()
                .building()
                .built()
                .requested("prod")
                .committed("prod")
                .syncFailed("prod")
                .live("prod"));

        assertThat(view.state()).isEqualTo(State.LIVE);
        assertThat(view.troubles()).isEmpty();
    }

    @Test
    void whatWasSupersededOrUnchangedHadNoEffect() {
        var before = Facts.of(7)
                .pushed()
                .queued()
                .building()
                .built()
                .requested("dev")
                .requested("prod");

        var view = fold(before.superseded("dev").unchanged("prod"));

        assertThat(view.state()).isEqualTo(State.NO_EFFECT);
        assertThat(view.ended()).isNotNull();
    }

    @Test
    void aPushThatNobodyFollowsIsIdle() {
        var pushed = Facts.of(7).pushed().all();

        assertThat(fold(pushed, false).idle()).isTrue();
        assertThat(fold(pushed, true).idle()).isFalse();
        assertThat(fold(pushed, true).state()).isEqualTo(State.WORKING);
    }

    @Test
    void anEffectIsShownBeforeItsCauseIsSeen() {
        var view = fold(Facts.of(7).wholeWay("prod").all().subList(8, 9), true);

        assertThat(view.state()).isEqualTo(State.LIVE);
        assertThat(view.subject()).isEqualTo("fix: 登录");
    }

    @Test
    void survivesItsJson() {
        var view = fold(Facts.of(7).wholeWay("prod"));

        assertThat(Json.read(Json.write(view), DeliveryView.class)).isEqualTo(view);
    }

    private static DeliveryView fold(Facts facts) {
        return fold(facts.all(), true);
    }

    private static DeliveryView fold(List<Fact<?>> facts, boolean followed) {
        return DeliveryFold.fold(new UUID(0, 7), facts, _ -> followed);
    }
}
