package dev.slipway.configupdater.core;

import static dev.slipway.configupdater.core.Deciding.changes;
import static dev.slipway.configupdater.core.Deciding.said;
import static dev.slipway.configupdater.core.Deciding.wentLive;
import static dev.slipway.configupdater.core.Samples.PROD;
import static dev.slipway.configupdater.core.Samples.built;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.configupdater.core.ConfigWork.ConfigChange;
import dev.slipway.configupdater.core.Why.Promoted;
import dev.slipway.events.CommandEvent.HoldLine;
import dev.slipway.events.CommandEvent.Promote;
import dev.slipway.events.CommandEvent.Rollback;
import dev.slipway.events.ConfigEvent.CommandRefused;
import dev.slipway.events.ConfigEvent.ReleaseHeld;
import dev.slipway.events.ConfigEvent.ReleaseSuperseded;
import dev.slipway.events.ImageEvent.ImageBuilt;
import dev.slipway.events.values.EnvironmentRef;
import dev.slipway.events.values.Origin;
import dev.slipway.events.values.Release;
import dev.slipway.service.decide.Batch;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PromotionsTest {
    private static final EnvironmentRef DEV = new EnvironmentRef("hichat", "dev");

    private final Deciding deciding = new Deciding();

    @BeforeEach
    void declare() {
        deciding.decide(Samples.declaredChain(false));
    }

    @Test
    void aBuildIsReleasedWhereItsBranchIsFollowedAlone() {
        assertThat(environments(deciding.decide(built(7)))).containsExactly("dev");
    }

    @Test
    void whatIsLiveGoesToAllThatComeNext() {
        var inDev = deciding.committed(only(deciding.decide(built(7))));

        var batch = deciding.decide(wentLive(inDev));

        assertThat(environments(batch)).containsExactly("staging", "load");
        assertThat(changes(batch)).allSatisfy(change -> {
            assertThat(change.release().image()).isEqualTo(inDev.image());
            assertThat(change.release().origin()).isEqualTo(Origin.PROMOTION);
            assertThat(change.why()).isEqualTo(new Promoted(List.of("dev"), null));
        });
    }

    @Test
    void oneThatComesAfterTwoWaitsForBoth() {
        var next = promotedFromDev(7);

        deciding.committed(next.getFirst());
        assertThat(environments(deciding.decide(wentLive(next.getFirst())))).isEmpty();
        deciding.committed(next.getLast());
        assertThat(environments(deciding.decide(wentLive(next.getLast())))).containsExactly("prod");
    }

    @Test
    void whatIsLiveTwiceIsPromotedOnce() {
        var inDev = deciding.live(built(7));

        assertThat(deciding.decide(wentLive(inDev)).rows()).isEmpty();
    }

    @Test
    void whatIsLiveLateNeverOvertakes() {
        var older = promotedFromDev(7);
        var newer = promotedFromDev(8);
        newer.forEach(deciding::live);

        older.forEach(deciding::committed);
        deciding.decide(wentLive(older.getFirst()));
        var batch = deciding.decide(wentLive(older.getLast()));

        assertThat(environments(batch)).isEmpty();
    }

    @Test
    void whatIsBroughtBackGoesNoFurther() {
        promotedFromDev(7).forEach(deciding::live);
        promotedFromDev(8).forEach(deciding::live);
        var back = only(deciding.decide(new Rollback(DEV, "server", null, "li", null)));
        deciding.committed(back);

        assertThat(deciding.decide(wentLive(back)).rows()).isEmpty();
    }

    @Test
    void aHeldLineKeepsItOut() {
        deciding.decide(new HoldLine(PROD, "server", "li", "freeze"));

        var next = promotedFromDev(7);
        deciding.live(next.getFirst());
        deciding.committed(next.getLast());
        var batch = deciding.decide(wentLive(next.getLast()));

        assertThat(batch.rows()).isEmpty();
        assertThat(said(batch, ReleaseHeld.class)).hasSize(1);
    }

    @Test
    void byHandNothingGoesOnUntilSomebodyAsks() {
        deciding.decide(Samples.declaredChain(true));
        promotedFromDev(7).forEach(deciding::live);

        var asked = deciding.decide(new Promote(PROD, "server", null, "li"));

        assertThat(environments(asked)).containsExactly("prod");
        assertThat(changes(asked).getFirst().why()).isEqualTo(new Promoted(List.of("staging", "load"), "li"));
    }

    @Test
    void aPersonMayGoBackToWhatWasLiveBefore() {
        deciding.decide(Samples.declaredChain(true));
        var older = promotedFromDev(7);
        older.forEach(deciding::live);
        promotedFromDev(8).forEach(deciding::live);
        deciding.decide(new Promote(PROD, "server", null, "li"));

        var asked = deciding.decide(new Promote(PROD, "server", older.getFirst(), "li"));

        assertThat(only(asked).image()).isEqualTo(older.getFirst().image());
        assertThat(only(asked).rank()).hasToString("8.1");
    }

    @Test
    void somethingOlderThatAPersonPromotesPassesWhatAHoldKeptOut() {
        var oldest = everywhere(built(6));
        var older = everywhere(built(7));
        everywhere(built(8));
        deciding.decide(new Rollback(PROD, "server", oldest, "li", null));
        var same = built(9);
        var left = new ImageBuilt(
                same.application(), same.branch(), same.source(), same.ordinal(), built(8).image(), false);
        toProd(left); // and waits there

        var asked = deciding.decide(new Promote(PROD, "server", older, "li"));

        assertThat(only(asked).image()).isEqualTo(older.image());
        assertThat(only(asked).rank()).hasToString("9.1");
        assertThat(said(asked, ReleaseSuperseded.class))
                .singleElement()
                .satisfies(passed -> assertThat(passed.release().rank()).hasToString("9"));
    }

    @Test
    void whatAPersonWentBackToGoesNoFurther() {
        var older = promotedFromDev(7);
        older.forEach(deciding::live);
        deciding.live(promotedFromDev(8).getFirst());
        var staging = new EnvironmentRef("hichat", "staging");

        var turned = only(deciding.decide(new Promote(staging, "server", older.getFirst(), "li")));
        deciding.committed(turned);

        assertThat(turned.rank()).hasToString("8.1");
        assertThat(deciding.decide(wentLive(turned)).rows()).isEmpty();
    }

    @Test
    void whatWasNotLiveEverywhereIsRefused() {
        deciding.decide(Samples.declaredChain(true));
        var next = promotedFromDev(7);
        deciding.live(next.getFirst());

        var refused = deciding.decide(new Promote(PROD, "server", next.getFirst(), "li"));

        assertThat(refused.rows()).isEmpty();
        assertThat(said(refused, CommandRefused.class))
                .singleElement()
                .satisfies(why -> assertThat(why.failure().seen()).contains("load"));
        assertThat(said(deciding.decide(new Promote(DEV, "server", null, "li")), CommandRefused.class))
                .hasSize(1);
    }

    private Release everywhere(ImageBuilt built) {
        return deciding.live(only(toProd(built)));
    }

    private Batch<Lines> toProd(ImageBuilt built) {
        var next = promotedFromDev(built);
        deciding.live(next.getFirst());
        deciding.committed(next.getLast());
        return deciding.decide(wentLive(next.getLast()));
    }

    /** What goes on once a build is live in dev. */
    private List<Release> promotedFromDev(long ordinal) {
        return promotedFromDev(built(ordinal));
    }

    private List<Release> promotedFromDev(ImageBuilt built) {
        var inDev = deciding.committed(only(deciding.decide(built)));
        return changes(deciding.decide(wentLive(inDev))).stream()
                .map(ConfigChange::release)
                .toList();
    }

    private static Release only(Batch<Lines> batch) {
        return changes(batch).getFirst().release();
    }

    private static List<String> environments(Batch<Lines> batch) {
        return changes(batch).stream()
                .map(change -> change.release().environment().name())
                .toList();
    }
}
