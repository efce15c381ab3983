package dev.slipway.console.core.line;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.console.LineFacts;
import dev.slipway.console.core.delivery.Phase;
import dev.slipway.console.core.line.LineView.LineRelease;
import dev.slipway.events.ConfigEvent.LineFreed;
import dev.slipway.events.ConfigEvent.LineHeld;
import dev.slipway.events.ConfigEvent.ReleaseHeld;
import dev.slipway.events.values.Ordinal;
import dev.slipway.events.values.Origin;
import dev.slipway.events.values.Rank;
import dev.slipway.events.values.Release;
import org.junit.jupiter.api.Test;

class LineFoldTest {
    private final LineFacts facts = new LineFacts("hichat", "web");
    private final Release sixth = facts.release(6);
    private final Release seventh = facts.release(7);
    private final Release eighth = facts.release(8);

    @Test
    void aLineSaysWhatIsDesiredWhatIsLiveAndWhatARollbackWouldBringBack() {
        facts.live(seventh).committed(eighth);

        var line = view();

        assertThat(line.desired()).isNotNull().extracting(LineRelease::rank).isEqualTo("8");
        assertThat(line.live()).isNotNull().extracting(LineRelease::rank).isEqualTo("7");
        assertThat(line.back()).isNotNull().extracting(LineRelease::id).isEqualTo(seventh.id());
        assertThat(line.hold()).isNull();
        assertThat(line.releases()).extracting(LineRelease::rank).containsExactly("8", "7");
    }

    @Test
    void afterARollbackWhatItLeftIsNothingToComeBackTo() {
        facts.live(sixth).live(seventh).live(eighth);
        var back = facts.back(seventh, new Rank(new Ordinal(8), 1), Origin.ROLLBACK);
        facts.live(back).say(held(back, false));

        var line = view();

        assertThat(line.live()).isNotNull().satisfies(live -> {
            assertThat(live.rank()).isEqualTo("8.1");
            assertThat(live.origin()).isEqualTo(Origin.ROLLBACK);
            assertThat(live.commit()).isEqualTo(seventh.source().id().value());
        });
        assertThat(line.back()).isNotNull().extracting(LineRelease::id).isEqualTo(sixth.id());
        assertThat(line.hold()).isNotNull().satisfies(hold -> {
            assertThat(hold.why()).isEqualTo("登录 is broken");
            assertThat(hold.by()).isEqualTo("li");
            assertThat(hold.firm()).isFalse();
        });
    }

    @Test
    void whatWaitsIsShownUntilTheLineIsFreed() {
        facts.live(seventh)
                .say(held(seventh, true))
                .requested(eighth)
                .say(new ReleaseHeld(eighth, "freeze", "free the line"));

        assertThat(view().waiting()).isNotNull().satisfies(waiting -> {
            assertThat(waiting.phase()).isEqualTo(Phase.HELD);
            assertThat(waiting.note()).isEqualTo("freeze");
            assertThat(waiting.nextStep()).isEqualTo("free the line");
        });

        facts.say(new LineFreed(facts.environment, "web", "li")).live(eighth);

        var line = view();
        assertThat(line.hold()).isNull();
        assertThat(line.waiting()).isNull();
        assertThat(line.desired()).isNotNull().extracting(LineRelease::note).isNull();
    }

    @Test
    void ofALineThatNobodyReleasedToNothingIsKnown() {
        var line = view();

        assertThat(line.desired()).isNull();
        assertThat(line.back()).isNull();
        assertThat(line.releases()).isEmpty();
    }

    @Test
    void theNewestTwentyAreShown() {
        for (var ordinal = 1; ordinal <= 30; ordinal++) {
            facts.live(facts.release(ordinal));
        }

        assertThat(view().releases()).hasSize(20).extracting(LineRelease::rank).startsWith("30", "29");
    }

    @Test
    void whatAPersonSetIsTurnedBackToTheSameImageWithoutIt() {
        var set = facts.back(seventh, new Rank(new Ordinal(7), 1), Origin.DEPLOY);
        facts.live(sixth).live(seventh).live(set);
        assertThat(view().back()).isNotNull().extracting(LineRelease::id).isEqualTo(seventh.id());

        facts.live(facts.back(seventh, new Rank(new Ordinal(7), 2), Origin.ROLLBACK));

        assertThat(view().back()).isNotNull().extracting(LineRelease::id).isEqualTo(sixth.id());
    }

    private LineHeld held(Release back, boolean firm) {
        return new LineHeld(facts.environment, "web", new Ordinal(8), firm, "登录 is broken", "li", eighth, back, null);
    }

    private LineView view() {
        return LineFold.fold(facts.environment, "web", facts.all);
    }
}
