package dev.slipway.configupdater.core;

import static dev.slipway.configupdater.core.Deciding.changes;
import static dev.slipway.configupdater.core.Deciding.requested;
import static dev.slipway.configupdater.core.Deciding.said;
import static dev.slipway.configupdater.core.Samples.PROD;
import static dev.slipway.configupdater.core.Samples.built;
import static dev.slipway.configupdater.core.Samples.commit;
import static dev.slipway.configupdater.core.Samples.fact;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.configupdater.core.Why.TurnedBack;
import dev.slipway.events.CommandEvent.FreeLine;
import dev.slipway.events.CommandEvent.HoldLine;
import dev.slipway.events.CommandEvent.Rollback;
import dev.slipway.events.ConfigEvent.CommandRefused;
import dev.slipway.events.ConfigEvent.LineFreed;
import dev.slipway.events.ConfigEvent.LineHeld;
import dev.slipway.events.ConfigEvent.ReleaseHeld;
import dev.slipway.events.ConfigEvent.ReleaseSuperseded;
import dev.slipway.events.Event;
import dev.slipway.events.ImageEvent.ImageBuilt;
import dev.slipway.events.SyncEvent.SyncFailed;
import dev.slipway.events.catalog.Environment;
import dev.slipway.events.values.EnvironmentRef;
import dev.slipway.events.values.Failure;
import dev.slipway.events.values.Ordinal;
import dev.slipway.events.values.Origin;
import dev.slipway.events.values.Release;
import dev.slipway.events.values.Segment;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TurnsTest {
    private final Deciding deciding = new Deciding();

    @BeforeEach
    void declare() {
        deciding.decide(Samples.declared(new Environment.Rollback(true)));
    }

    @Test
    void aRollbackBringsBackWhatWasLiveBefore() {
        var good = deciding.live(built(7));
        deciding.live(built(8));

        var batch = deciding.decide(rollback(null));

        var back = requested(batch);
        assertThat(back.image()).isEqualTo(good.image());
        assertThat(back.origin()).isEqualTo(Origin.ROLLBACK);
        assertThat(back.rank()).hasToString("8.1");
        assertThat(changes(batch)).singleElement().satisfies(change -> {
            assertThat(change.release()).isEqualTo(back);
            assertThat(change.why()).isEqualTo(new TurnedBack(good.id(), new Ordinal(8), "turned back to 7", "li"));
        });
        assertThat(said(batch, LineHeld.class)).singleElement().satisfies(held -> {
            assertThat(held.at()).isEqualTo(new Ordinal(8));
            assertThat(held.by()).isEqualTo("li");
            assertThat(held.firm()).isFalse();
            assertThat(held.left()).isNotNull().extracting(Release::ordinal).isEqualTo(new Ordinal(8));
            assertThat(held.back()).isEqualTo(back);
        });
    }

    @Test
    void automationDoesNotUndoIt() {
        deciding.live(built(7));
        deciding.live(built(8));
        deciding.decide(rollback(null));

        assertThat(changes(deciding.decide(built(8))))
                .as("the same image again")
                .isEmpty();
        var late = deciding.decide(built(6));
        assertThat(changes(late)).as("a late build").isEmpty();
        assertThat(said(late, ReleaseSuperseded.class)).isNotEmpty();
        var forced = deciding.decide(built(9, true));
        assertThat(changes(forced)).as("a forced push").isEmpty();
        assertThat(said(forced, ReleaseHeld.class)).isNotEmpty();
    }

    @Test
    void aNewerPushFreesTheLine() {
        deciding.live(built(7));
        deciding.live(built(8));
        deciding.decide(rollback(null));

        var batch = deciding.decide(built(9));

        assertThat(said(batch, LineFreed.class)).isNotEmpty();
        assertThat(changes(batch)).hasSize(1);
    }

    @Test
    void aNewerPushOfTheImageThatWasLeftDoesNotFreeIt() {
        deciding.live(built(7));
        deciding.live(built(8));
        deciding.decide(rollback(null));

        var same = built(9);
        var batch = deciding.decide(new ImageBuilt(
                same.application(), same.branch(), same.source(), same.ordinal(), built(8).image(), false));

        assertThat(changes(batch)).isEmpty();
        assertThat(said(batch, ReleaseHeld.class)).hasSize(1);
    }

    @Test
    void theSameCommandIsCarriedOutOnce() {
        deciding.live(built(7));
        deciding.live(built(8));
        var command = fact(rollback(null));
        deciding.decide(command);
        deciding.decide(built(9));

        assertThat(deciding.decide(command).facts()).isEmpty();
    }

    @Test
    void holdsAndFreesThatComeTwiceChangeNothingTheSecondTime() {
        var hold = fact(new HoldLine(PROD, "server", "li", "freeze"));
        var free = fact(new FreeLine(PROD, "server", "li"));
        deciding.decide(hold);
        deciding.decide(free);

        assertThat(deciding.decide(hold).facts()).as("the line stays free").isEmpty();
        deciding.decide(new HoldLine(PROD, "server", "li", "freeze again"));
        assertThat(deciding.decide(free).facts()).as("the line stays held").isEmpty();
        assertThat(changes(deciding.decide(built(7)))).isEmpty();
    }

    @Test
    void aRollbackThatCouldNotBeWrittenIsWrittenWhenItIsReplayed() {
        var good = deciding.live(built(7));
        deciding.live(built(8));
        var command = fact(rollback(null));
        var back = requested(deciding.decide(command));

        assertThat(changes(deciding.decide(command.again()))).singleElement().satisfies(change -> {
            assertThat(change.release()).isEqualTo(back);
            assertThat(change.why()).isEqualTo(new TurnedBack(good.id(), new Ordinal(8), "turned back to 7", "li"));
        });
        deciding.decide(built(9));
        assertThat(changes(deciding.decide(command.again())))
                .as("something came since")
                .isEmpty();
    }

    @Test
    void whatTheNextRollbackBringsBackIsTheSameAfterOneThatCouldNotBeWritten() {
        var good = deciding.live(built(7));
        deciding.live(built(8));
        deciding.decide(rollback(null));

        assertThat(requested(deciding.decide(rollback("again"))).image()).isEqualTo(good.image());
        assertThat(requested(deciding.decide(rollback("and again"))).image()).isEqualTo(good.image());
    }

    @Test
    void aSecondRollbackNeverBringsBackWhatTheFirstOneLeft() {
        deciding.live(built(6));
        deciding.live(built(7));
        deciding.live(built(8));
        deciding.live(requested(deciding.decide(rollback(null))));

        assertThat(requested(deciding.decide(rollback("again"))).image())
                .isEqualTo(Samples.release(6).image());
    }

    @Test
    void whatIsLiveAfterTheLineWasTurnedFromItIsNothingToComeBackTo() {
        var oldest = deciding.live(built(6));
        deciding.live(built(7));
        var left = deciding.committed(requested(deciding.decide(built(8))));
        var back = requested(deciding.decide(new Rollback(PROD, "server", oldest, "li", null)));
        deciding.live(left);
        deciding.live(back);

        assertThat(requested(deciding.decide(rollback("again"))).image())
                .isEqualTo(Samples.release(7).image());
    }

    @Test
    void whatIsHeardOfLateIsNothingToComeBackToEither() {
        var first = deciding.live(built(6));
        var second = deciding.committed(requested(deciding.decide(built(7))));
        deciding.live(requested(deciding.decide(new Rollback(PROD, "server", first, "li", null))));
        deciding.live(built(9));
        deciding.live(second);

        assertThat(requested(deciding.decide(rollback("again"))).image()).isEqualTo(first.image());
    }

    @Test
    void whatIsOnItsWayIsNoRollback() {
        deciding.live(built(7));
        var coming = requested(deciding.decide(built(8)));

        assertThat(refused(new Rollback(PROD, "server", coming, "li", null)).seen())
                .contains("on its way");
    }

    /** It may have been set otherwise; where it was not, that is found as it is written. */
    @Test
    void aReleaseThatIsNamedComesBackAlsoWhereItsImageStays() {
        var seventh = deciding.live(built(7));
        deciding.live(built(8));
        requested(deciding.decide(rollback("it crashes")));

        var back = requested(deciding.decide(new Rollback(PROD, "server", seventh, "li", null)));

        assertThat(back.image()).isEqualTo(seventh.image());
    }

    @Test
    void aSecondHoldWithoutAWordKeepsTheReason() {
        deciding.decide(new HoldLine(PROD, "server", "li", "freeze"));

        assertThat(said(deciding.decide(new HoldLine(PROD, "server", "wang", null)), LineHeld.class))
                .singleElement()
                .satisfies(held -> {
                    assertThat(held.why()).isEqualTo("freeze");
                    assertThat(held.by()).isEqualTo("wang");
                });
    }

    @Test
    void aReleaseThatIsNamedComesBack() {
        var oldest = deciding.live(built(5));
        deciding.live(built(7));
        deciding.live(built(8));

        var batch = deciding.decide(new Rollback(PROD, "server", oldest, "li", null));

        assertThat(requested(batch).image()).isEqualTo(oldest.image());
    }

    @Test
    void whatCannotBeDoneSaysWhy() {
        deciding.live(built(7));
        var elsewhere = new EnvironmentRef("hichat", "nowhere");

        assertThat(refused(rollback(null)).seen()).contains("live before");
        assertThat(refused(new Rollback(elsewhere, "server", null, "li", null)).seen())
                .contains("hichat/nowhere");
        assertThat(refused(new HoldLine(PROD, "nothing", "li", null)).seen()).contains("nothing");
        assertThat(refused(new FreeLine(PROD, "server", "li")).seen()).contains("not held");
        var now = deciding.live(built(9));
        assertThat(refused(new Rollback(PROD, "server", now, "li", null)).seen())
                .contains("there now");
    }

    @Test
    void aHeldLineLetsNothingInUntilAPersonFreesIt() {
        deciding.decide(new HoldLine(PROD, "server", "li", "freeze"));

        var first = deciding.decide(built(7));
        assertThat(changes(first)).isEmpty();
        assertThat(said(first, ReleaseHeld.class))
                .singleElement()
                .satisfies(held -> assertThat(held.why()).isEqualTo("freeze"));
        assertThat(said(deciding.decide(built(8)), ReleaseSuperseded.class))
                .as("the older one that waits")
                .hasSize(1);

        var freed = deciding.decide(new FreeLine(PROD, "server", "li"));
        assertThat(changes(freed))
                .singleElement()
                .satisfies(change -> assertThat(change.release().ordinal()).isEqualTo(new Ordinal(8)));
        assertThat(changes(deciding.decide(built(7)))).isEmpty();
    }

    @Test
    void whatFailsGoesBackByItselfOnce() {
        var good = deciding.live(built(7));
        var bad = deciding.committed(requested(deciding.decide(built(8))));

        var batch = deciding.decide(failed(bad, Segment.CLUSTER));

        var back = requested(batch);
        assertThat(back.origin()).isEqualTo(Origin.AUTO_ROLLBACK);
        assertThat(back.image()).isEqualTo(good.image());
        deciding.committed(back);
        assertThat(deciding.decide(failed(back, Segment.CLUSTER)).rows())
                .as("what was brought back fails too")
                .isEmpty();
    }

    @Test
    void whatWentBackIsNotWrittenAgainWhereItIsNoLongerDeclared() {
        deciding.live(built(7));
        var failure = fact(failed(deciding.committed(requested(deciding.decide(built(8)))), Segment.CLUSTER));
        assertThat(changes(deciding.decide(failure))).hasSize(1);
        assertThat(changes(deciding.decide(failure.again()))).hasSize(1);

        deciding.decide(Samples.declaredWithoutProd());

        assertThat(deciding.decide(failure.again()).rows()).isEmpty();
    }

    @Test
    void whatIsNoFaultOfTheReleaseBringsNothingBack() {
        deciding.live(built(7));
        var bad = deciding.committed(requested(deciding.decide(built(8))));

        assertThat(deciding.decide(failed(bad, Segment.ENGINE)).rows()).isEmpty();
    }

    @Test
    void aFailureThatANewerReleaseFollowsBringsNothingBack() {
        deciding.live(built(7));
        var bad = deciding.committed(requested(deciding.decide(built(8))));
        deciding.decide(built(9));

        assertThat(deciding.decide(failed(bad, Segment.CLUSTER)).rows()).isEmpty();
    }

    @Test
    void withoutADeclarationNothingGoesBackByItself() {
        deciding.decide(Samples.declared());
        deciding.live(built(7));
        var bad = deciding.committed(requested(deciding.decide(built(8))));

        assertThat(deciding.decide(failed(bad, Segment.CLUSTER)).rows()).isEmpty();
    }

    private static SyncFailed failed(Release release, Segment segment) {
        return new SyncFailed(release, "cloud", commit(1), new Failure(segment, "it crashes", "look at it"));
    }

    private static Rollback rollback(@Nullable String why) {
        return new Rollback(PROD, "server", null, "li", why);
    }

    private Failure refused(Event command) {
        return said(deciding.decide(command), CommandRefused.class).getFirst().failure();
    }
}
