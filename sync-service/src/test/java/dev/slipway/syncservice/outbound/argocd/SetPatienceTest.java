package dev.slipway.syncservice.outbound.argocd;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.events.values.Failure;
import dev.slipway.events.values.Segment;
import dev.slipway.syncservice.core.Rollout.Broken;
import dev.slipway.syncservice.core.Rollout.UnderWay;
import java.time.Duration;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class SetPatienceTest {
    private static final Failure WHY = new Failure(Segment.ENGINE, "it generates nothing", "look");

    @Test
    void ofAChangedSetMoreMayComeUntilItIsQuiet() {
        var patience = new SetPatience(Duration.ofSeconds(6), true);

        assertThat(patience.areAll(Set.of("berlin"))).isFalse();
        Awaitility.await().until(() -> patience.areAll(Set.of("berlin")));
        assertThat(patience.areAll(Set.of("berlin", "paris"))).isFalse();
    }

    @Test
    void ofOneThatIsAsItWasTheseAreAll() {
        assertThat(new SetPatience(Duration.ofHours(1), false).areAll(Set.of("berlin")))
                .isTrue();
    }

    @Test
    void whatPassesIsForgottenAndWhatLastsIsAFailure() {
        var patience = new SetPatience(Duration.ofMillis(300), false);
        assertThat(patience.with("none", WHY)).isEqualTo(new UnderWay(WHY.seen()));
        Awaitility.await().until(() -> patience.with("none", WHY) instanceof Broken);

        patience.isOver("none");

        assertThat(patience.with("none", WHY)).isInstanceOf(UnderWay.class);
    }
}
