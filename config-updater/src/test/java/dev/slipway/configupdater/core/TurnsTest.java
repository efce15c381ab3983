package dev.slipway.configupdater.core;

import static dev.slipway.configupdater.core.Samples.PROD;
import static dev.slipway.configupdater.core.Samples.built;
import static dev.slipway.configupdater.core.Samples.commit;
import static dev.slipway.configupdater.core.Samples.fact;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.configupdater.core.ConfigWork.ConfigChange;
import dev.slipway.events.CommandEvent.FreeLine;
import dev.slipway.events.CommandEvent.HoldLine;
import dev.slipway.events.CommandEvent.Rollback;
import dev.slipway.events.ConfigEvent.CommandRefused;
import dev.slipway.events.ConfigEvent.ConfigUpdated;
import dev.slipway.events.ConfigEvent.LineFreed;
import dev.slipway.events.ConfigEvent.LineHeld;
import dev.slipway.events.ConfigEvent.ReleaseHeld;
import dev.slipway.events.ConfigEvent.ReleaseRequested;
import dev.slipway.events.ConfigEvent.ReleaseSuperseded;
import dev.slipway.events.Event;
import dev.slipway.events.Fact;
import dev.slipway.events.SyncEvent.ReleaseLive;
import dev.slipway.events.SyncEvent.SyncFailed;
import dev.slipway.events.catalog.Environment;
import dev.slipway.events.values.EnvironmentRef;
import dev.slipway.events.values.Failure;
import dev.slipway.events.values.Ordinal;
import dev.slipway.events.values.Origin;
import dev.slipway.events.values.Release;
import dev.slipway.events.values.Segment;
import dev.slipway.service.decide.Batch;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TurnsTest {
    private final ReleaseDecider decider = new ReleaseDecider();
    private Lines lines = decider.initial();

    @BeforeEach
    void declare() {
        decide(Samples.declared(new Environment.Rollback(true)));
    }

    @Test
    void aRollbackBringsBackWhatWasLiveBefore() {
        var good = live(built(7));
        live(built(8));

        var batch = decide(rollback(null));

        var back = requested(batch);
        assertThat(back.image()).isEqualTo(good.image());
        assertThat(back.origin()).isEqualTo(Origin.ROLLBACK);
        assertThat(back.rank()).hasToString("8.1");
        assertThat(changes(batch)).singleElement().satisfies(change -> {
            assertThat(change.release()).isEqualTo(back);
            assertThat(change.back()).isNotNull().satisfies(to -> {
                assertThat(to.to()).isEqualTo(good.id());
                assertThat(to.hold()).isEqualTo(new Ordinal(8));
            });
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
        live(built(7));
        live(built(8));
        decide(rollback(null));

        assertThat(changes(decide(built(8)))).as("the same image again").isEmpty();
        var late = decide(built(6));
        assertThat(changes(late)).as("a late build").isEmpty();
        assertThat(said(late, ReleaseSuperseded.class)).isNotEmpty();
        var forced = decide(built(9, true));
        assertThat(changes(forced)).as("a forced push").isEmpty();
        assertThat(said(forced, ReleaseHeld.class)).isNotEmpty();
    }

    @Test
    void aNewerPushFreesTheLine() {
        live(built(7));
        live(built(8));
        decide(rollback(null));

        var batch = decide(built(9));

        assertThat(said(batch, LineFreed.class)).isNotEmpty();
        assertThat(changes(batch)).hasSize(1);
    }

    @Test
    void theSameCommandIsCarriedOutOnce() {
        live(built(7));
        live(built(8));
        var command = fact(rollback(null));
        decide(command);
        decide(built(9));

        assertThat(decide(command).facts()).isEmpty();
    }

    @Test
    void holdsAndFreesThatComeTwiceChangeNothingTheSecondTime() {
        var hold = fact(new HoldLine(PROD, "server", "li", "freeze"));
        var free = fact(new FreeLine(PROD, "server", "li"));
        decide(hold);
        decide(free);

        assertThat(decide(hold).facts()).as("the line stays free").isEmpty();
        decide(new HoldLine(PROD, "server", "li", "freeze again"));
        assertThat(decide(free).facts()).as("the line stays held").isEmpty();
        assertThat(changes(decide(built(7)))).isEmpty();
    }

    @Test
    void aRollbackThatCouldNotBeWrittenIsWrittenWhenItIsReplayed() {
        var good = live(built(7));
        live(built(8));
        var command = fact(rollback(null));
        var back = requested(decide(command));

        assertThat(changes(decide(command.again()))).singleElement().satisfies(change -> {
            assertThat(change.release()).isEqualTo(back);
            assertThat(change.back())
                    .isNotNull()
                    .satisfies(to -> assertThat(to.to()).isEqualTo(good.id()));
        });
        decide(built(9));
        assertThat(changes(decide(command.again()))).as("something came since").isEmpty();
    }

    @Test
    void whatTheNextRollbackBringsBackIsTheSameAfterOneThatCouldNotBeWritten() {
        var good = live(built(7));
        live(built(8));
        decide(rollback(null));

        assertThat(requested(decide(rollback("again"))).image()).isEqualTo(good.image());
        assertThat(requested(decide(rollback("and again"))).image()).isEqualTo(good.image());
    }

    @Test
    void aSecondRollbackNeverBringsBackWhatTheFirstOneLeft() {
        live(built(6));
        live(built(7));
        live(built(8));
        live(requested(decide(rollback(null))));

        assertThat(requested(decide(rollback("again"))).image())
                .isEqualTo(Samples.release(6).image());
    }

    @Test
    void whatIsLiveAfterTheLineWasTurnedFromItIsNothingToComeBackTo() {
        var oldest = live(built(6));
        live(built(7));
        var left = committed(requested(decide(built(8))));
        var back = requested(decide(new Rollback(PROD, "server", oldest, "li", null)));
        live(left);
        live(back);

        assertThat(requested(decide(rollback("again"))).image())
                .isEqualTo(Samples.release(7).image());
    }

    @Test
    void whatIsHeardOfLateIsNothingToComeBackToEither() {
        var first = live(built(6));
        var second = committed(requested(decide(built(7))));
        live(requested(decide(new Rollback(PROD, "server", first, "li", null))));
        live(built(9));
        live(second);

        assertThat(requested(decide(rollback("again"))).image()).isEqualTo(first.image());
    }

    @Test
    void whatIsOnItsWayIsNoRollback() {
        live(built(7));
        var coming = requested(decide(built(8)));

        assertThat(refused(new Rollback(PROD, "server", coming, "li", null)).seen())
                .contains("on its way");
    }

    @Test
    void aReleaseThatIsNamedComesBack() {
        var oldest = live(built(5));
        live(built(7));
        live(built(8));

        var batch = decide(new Rollback(PROD, "server", oldest, "li", null));

        assertThat(requested(batch).image()).isEqualTo(oldest.image());
    }

    @Test
    void whatCannotBeDoneSaysWhy() {
        live(built(7));
        var elsewhere = new EnvironmentRef("hichat", "nowhere");

        assertThat(refused(rollback(null)).seen()).contains("live before");
        assertThat(refused(new Rollback(elsewhere, "server", null, "li", null)).seen())
                .contains("hichat/nowhere");
        assertThat(refused(new HoldLine(PROD, "nothing", "li", null)).seen()).contains("nothing");
        assertThat(refused(new FreeLine(PROD, "server", "li")).seen()).contains("not held");
        var now = live(built(9));
        assertThat(refused(new Rollback(PROD, "server", now, "li", null)).seen())
                .contains("there now");
    }

    @Test
    void aHeldLineLetsNothingInUntilAPersonFreesIt() {
        decide(new HoldLine(PROD, "server", "li", "freeze"));

        var first = decide(built(7));
        assertThat(changes(first)).isEmpty();
        assertThat(said(first, ReleaseHeld.class))
                .singleElement()
                .satisfies(held -> assertThat(held.why()).isEqualTo("freeze"));
        assertThat(said(decide(built(8)), ReleaseSuperseded.class))
                .as("the older one that waits")
                .hasSize(1);

        var freed = decide(new FreeLine(PROD, "server", "li"));
        assertThat(changes(freed))
                .singleElement()
                .satisfies(change -> assertThat(change.release().ordinal()).isEqualTo(new Ordinal(8)));
        assertThat(changes(decide(built(7)))).isEmpty();
    }

    @Test
    void whatFailsGoesBackByItselfOnce() {
        var good = live(built(7));
        var bad = committed(requested(decide(built(8))));

        var batch = decide(failed(bad, Segment.CLUSTER));

        var back = requested(batch);
        assertThat(back.origin()).isEqualTo(Origin.AUTO_ROLLBACK);
        assertThat(back.image()).isEqualTo(good.image());
        committed(back);
        assertThat(decide(failed(back, Segment.CLUSTER)).rows())
                .as("what was brought back fails too")
                .isEmpty();
    }

    @Test
    void whatIsNoFaultOfTheReleaseBringsNothingBack() {
        live(built(7));
        var bad = committed(requested(decide(built(8))));

        assertThat(decide(failed(bad, Segment.ENGINE)).rows()).isEmpty();
    }

    @Test
    void aFailureThatANewerReleaseFollowsBringsNothingBack() {
        live(built(7));
        var bad = committed(requested(decide(built(8))));
        decide(built(9));

        assertThat(decide(failed(bad, Segment.CLUSTER)).rows()).isEmpty();
    }

    @Test
    void withoutADeclarationNothingGoesBackByItself() {
        decide(Samples.declared());
        live(built(7));
        var bad = committed(requested(decide(built(8))));

        assertThat(decide(failed(bad, Segment.CLUSTER)).rows()).isEmpty();
    }

    private Release live(Event built) {
        return live(requested(decide(built)));
    }

    private Release live(Release release) {
        committed(release);
        decide(new ReleaseLive(release, "cloud", commit(release.ordinal().value()), "content", 1));
        return release;
    }

    private Release committed(Release release) {
        decide(new ConfigUpdated(
                release, "k8s-config", "k8s", commit(release.ordinal().value()), "content"));
        return release;
    }

    private static SyncFailed failed(Release release, Segment segment) {
        return new SyncFailed(release, "cloud", commit(1), new Failure(segment, "it crashes", "look at it"));
    }

    private static Rollback rollback(@Nullable String why) {
        return new Rollback(PROD, "server", null, "li", why);
    }

    private Failure refused(Event command) {
        return said(decide(command), CommandRefused.class).getFirst().failure();
    }

    private static Release requested(Batch<Lines> batch) {
        return said(batch, ReleaseRequested.class).getLast().release();
    }

    private static List<ConfigChange> changes(Batch<Lines> batch) {
        return batch.rows().stream().map(row -> (ConfigChange) row.intent()).toList();
    }

    private static <E extends Event> List<E> said(Batch<Lines> batch, Class<E> type) {
        return batch.facts().stream()
                .map(Fact::event)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    private Batch<Lines> decide(Event event) {
        return decide(fact(event));
    }

    private Batch<Lines> decide(Fact<?> fact) {
        var batch = new Batch<>("config-updater", decider, _ -> lines, Samples.NOON);
        var route = decider.routes().stream()
                .filter(r -> r.family().isInstance(fact.event()))
                .findFirst()
                .orElseThrow();
        batch.decide(route, fact);
        lines = batch.states().getOrDefault("hichat", lines);
        return batch;
    }
}
