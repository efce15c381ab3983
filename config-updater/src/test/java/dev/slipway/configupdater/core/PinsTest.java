package dev.slipway.configupdater.core;

import static dev.slipway.configupdater.core.Deciding.changes;
import static dev.slipway.configupdater.core.Deciding.requested;
import static dev.slipway.configupdater.core.Deciding.said;
import static dev.slipway.configupdater.core.Samples.PROD;
import static dev.slipway.configupdater.core.Samples.built;
import static dev.slipway.configupdater.core.Samples.commit;
import static dev.slipway.configupdater.core.Samples.fact;
import static dev.slipway.configupdater.core.Samples.skipped;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.configupdater.core.ConfigWork.ConfigChange;
import dev.slipway.configupdater.core.Why.Pinned;
import dev.slipway.events.CatalogEvent.ProjectRemoved;
import dev.slipway.events.Cause;
import dev.slipway.events.CommandEvent.FreeLine;
import dev.slipway.events.CommandEvent.HoldLine;
import dev.slipway.events.CommandEvent.Rollback;
import dev.slipway.events.ConfigEvent.CommandRefused;
import dev.slipway.events.ConfigEvent.PinUnmet;
import dev.slipway.events.ConfigEvent.ReleaseHeld;
import dev.slipway.events.ConfigEvent.ReleaseRequested;
import dev.slipway.events.ConfigEvent.ReleaseSuperseded;
import dev.slipway.events.Envelope;
import dev.slipway.events.Fact;
import dev.slipway.events.ImageEvent.ImageBuilt;
import dev.slipway.events.PushEvent.TagDeleted;
import dev.slipway.events.PushEvent.TagPushed;
import dev.slipway.events.values.Ordinal;
import dev.slipway.events.values.Origin;
import dev.slipway.events.values.Release;
import dev.slipway.events.values.RepositoryRef;
import dev.slipway.service.decide.Batch;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PinsTest {
    private static final RepositoryRef REPOSITORY = new RepositoryRef("hichat", "hichat");
    private final Deciding deciding = new Deciding();
    private final List<Release> live = new ArrayList<>();
    private long pushes = 50;

    @BeforeEach
    void pushSomething() {
        pin(null);
        for (var push = 6; push <= 8; push++) {
            live.add(deciding.live(built(push)));
        }
    }

    @Test
    void anOlderCommitComesBackAtARankOfItsOwn() {
        var batch = pin(commit(6).value());

        var release = requested(batch);
        assertThat(release.image()).isEqualTo(built(6).image());
        assertThat(release.rank()).hasToString("8.1");
        assertThat(release.origin()).isEqualTo(Origin.PIN);
        assertThat(changes(batch))
                .singleElement()
                .satisfies(change -> assertThat(change.why()).isEqualTo(new Pinned(false, List.of())));
    }

    @Test
    void whatIsPushedMeanwhileWaitsWithTheReason() {
        deciding.live(requested(pin(commit(6).value())));

        var batch = deciding.decide(built(9));

        assertThat(changes(batch)).isEmpty();
        assertThat(said(batch, ReleaseHeld.class)).singleElement().satisfies(held -> {
            assertThat(held.why()).contains("pinned to " + commit(6));
            assertThat(held.nextStep()).contains("hichat/prod").contains("revision");
        });
    }

    @Test
    void withoutThePinTheNewestComes() {
        deciding.live(requested(pin(commit(6).value())));
        assertThat(images(pin(null))).as("nothing was pushed").containsExactly(built(8));

        deciding.live(requested(pin(commit(7).value())));
        deciding.decide(built(9));
        assertThat(images(pin(null))).as("what waits").containsExactly(built(9));
    }

    @Test
    void aTagThatComesLaterIsWhatIsWaitedFor() {
        var unmet = pin("v3.7.0");
        assertThat(said(unmet, PinUnmet.class)).singleElement().satisfies(pin -> {
            assertThat(pin.revision()).isEqualTo("v3.7.0");
            assertThat(pin.failure().seen()).contains("v3.7.0");
        });
        assertThat(changes(unmet)).isEmpty();

        assertThat(images(tag("v3.7.0", 7))).containsExactly(built(7));
        assertThat(images(tag("v3.7.1", 8))).as("another tag").isEmpty();
        assertThat(images(tag("v3.7.0", 6))).as("a tag that moves").containsExactly(built(6));
    }

    @Test
    void ofARangeTheHighestComes() {
        tag("v3.7.9", 6);
        tag("v3.8.0", 8);
        tag("v3.7.10-rc1", 8);

        assertThat(images(pin("~3.7"))).containsExactly(built(6));
        assertThat(images(tag("v3.7.10", 7))).containsExactly(built(7));
        assertThat(images(tag("v3.7.2", 8))).as("a lower one").isEmpty();
        assertThat(images(pin("^3.7"))).containsExactly(built(8));
    }

    @Test
    void aTagThatIsGoneCountsNoMore() {
        tag("v3.7.1", 6);
        tag("v3.7.2", 7);
        deciding.decide(new TagDeleted(REPOSITORY, "v3.7.2", commit(7), new Ordinal(90)));

        assertThat(images(pin("~3.7"))).containsExactly(built(6));
    }

    @Test
    void aPushOfWhatIsTaggedGoesOnInItsOwnDelivery() {
        tag("v3.7.0", 7);
        deciding.live(requested(pin("~3.7")));
        deciding.decide(built(9));

        var batch = tag("v3.7.1", 9);

        assertThat(said(batch, ReleaseRequested.class))
                .as("it was asked for before")
                .isEmpty();
        assertThat(changes(batch))
                .singleElement()
                .satisfies(change -> assertThat(change.release().rank()).hasToString("9"));
    }

    @Test
    void whatIsTheSameAlreadyIsNotReleasedAgain() {
        assertThat(pin(commit(8).value()).rows()).isEmpty();
        assertThat(pin(commit(8).value()).rows()).as("declared again").isEmpty();
        assertThat(tag("v1.0.0", 8).rows()).isEmpty();
    }

    @Test
    void aRollbackOfWhatIsPinnedStays() {
        tag("v3.7.0", 7);
        deciding.live(requested(pin("v3.7.0")));
        deciding.live(requested(deciding.decide(new Rollback(PROD, "server", null, "li", "it crashes"))));

        assertThat(tag("v9.9.9", 6).rows()).isEmpty();
        assertThat(images(tag("v3.7.0", 6))).as("the pin means another one now").isNotEmpty();
    }

    @Test
    void whoTurnsTheLineBackAndForthDoesNotLetInWhatItLeft() {
        var left = deciding.live(requested(pin(commit(6).value())));
        var seven = deciding.live(requested(deciding.decide(new Rollback(PROD, "server", live.get(1), "li", null))));
        pin(commit(6).value().substring(0, 12)); // another word for what was left
        for (var turn = 0; turn < 8; turn++) {
            var to = turn % 2 == 0 ? live.get(2) : seven;
            var batch = deciding.decide(new Rollback(PROD, "server", to, "li", "turn " + turn));
            assertThat(said(batch, CommandRefused.class)).isEmpty();
            assertThat(images(batch)).as("turn " + turn).doesNotContain(built(6));
            deciding.live(requested(batch));
        }
        assertThat(deciding.lines().of(PROD, "server").hasLeft(left.image())).isTrue();
    }

    @Test
    void aRollbackComesAfterWhatAPinHasWaiting() {
        deciding.decide(new HoldLine(PROD, "server", "li", "freeze"));
        pin(commit(6).value());
        var waiting = deciding.lines().of(PROD, "server").waiting();

        var back = requested(deciding.decide(new Rollback(PROD, "server", null, "li", null)));

        assertThat(waiting).isNotNull();
        assertThat(back.rank().isAfter(waiting.release().rank())).isTrue();
    }

    @Test
    void aPersonsHoldStandsAboveAPin() {
        deciding.decide(new HoldLine(PROD, "server", "li", "freeze"));

        var kept = pin(commit(6).value());
        assertThat(changes(kept)).isEmpty();
        assertThat(said(kept, ReleaseHeld.class)).hasSize(1);

        assertThat(images(deciding.decide(new FreeLine(PROD, "server", "li")))).containsExactly(built(6));
    }

    @Test
    void freeingALineLetsNothingPastAPin() {
        deciding.live(requested(pin(commit(6).value())));
        deciding.decide(new HoldLine(PROD, "server", "li", "freeze"));
        deciding.decide(built(9));

        assertThat(changes(deciding.decide(new FreeLine(PROD, "server", "li")))).isEmpty();
    }

    @Test
    void aPinThatAHoldKeptOutComesOnceItIsFreeWhateverWasPushedMeanwhile() {
        deciding.decide(new HoldLine(PROD, "server", "li", "freeze"));
        pin(commit(6).value());
        deciding.decide(built(9));

        assertThat(images(deciding.decide(new FreeLine(PROD, "server", "li")))).containsExactly(built(6));
    }

    @Test
    void aPinThatWasTakenBackWhileItWaitedDoesNotComeIn() {
        deciding.decide(new HoldLine(PROD, "server", "li", "freeze"));
        pin(commit(6).value());

        assertThat(said(pin(null), ReleaseSuperseded.class)).hasSize(1);
        assertThat(changes(deciding.decide(new FreeLine(PROD, "server", "li")))).isEmpty();
    }

    @Test
    void aRangeDoesNotFallBackToALowerVersionAsImagesAreForgotten() {
        tag("v3.9.0", 7);
        deciding.live(requested(pin("^3")));
        tag("v3.7.5", 8);

        for (var push = 9; push < 60; push++) {
            assertThat(changes(deciding.decide(built(push)))).isEmpty();
        }
    }

    @Test
    void whatWasRolledBackStaysSoWhateverIsTaggedOrBuiltThen() {
        deciding.live(requested(pin(commit(6).value())));
        deciding.decide(new Rollback(PROD, "server", null, "li", "it crashes"));
        deciding.decide(new FreeLine(PROD, "server", "li"));

        assertThat(changes(deciding.decide(built(9)))).isEmpty();
        assertThat(changes(tag("v1.0.0", 6))).isEmpty();
    }

    @Test
    void aProjectThatIsGoneAndComesBackIsPinnedAsItSaysThen() {
        deciding.live(requested(pin(commit(6).value())));
        deciding.decide(built(9));
        deciding.decide(new ProjectRemoved("hichat", "test"));

        assertThat(images(pin(null))).as("what waited").containsExactly(built(9));
        assertThat(images(pin(commit(6).value()))).containsExactly(built(6));
    }

    @Test
    void anOlderPushOfATagThatIsReadAgainChangesNothing() {
        tag("v3.7.0", 8);
        pin("v3.7.0");

        assertThat(deciding.decide(new TagPushed(REPOSITORY, "v3.7.0", null, commit(6), new Ordinal(40), null))
                        .rows())
                .isEmpty();
    }

    @Test
    void anOlderPushOfATagThatIsGoneByNowChangesNothing() {
        tag("v3.7.0", 8);
        pin("v3.7.0");
        deciding.decide(new TagDeleted(REPOSITORY, "v3.7.0", commit(8), new Ordinal(90)));

        assertThat(deciding.decide(new TagPushed(REPOSITORY, "v3.7.0", null, commit(6), new Ordinal(40), null))
                        .rows())
                .isEmpty();
        assertThat(images(deciding.decide(new TagPushed(REPOSITORY, "v3.7.0", null, commit(7), new Ordinal(91), null))))
                .as("pushed again")
                .containsExactly(built(7));
    }

    @Test
    void theTagThatIsPinnedToIsKnownHoweverManyOthersCome() {
        tag("release", 7);
        deciding.live(requested(pin("release")));
        for (var i = 0; i < 50; i++) {
            tag("nightly-" + i, 8);
        }

        assertThat(said(pin("~9"), PinUnmet.class)).hasSize(1);
        assertThat(said(pin("release"), PinUnmet.class)).isEmpty();
    }

    @Test
    void whatAPinBroughtIsWrittenAgainWhenTheFactIsReplayed() {
        pin("v3.7.0");
        var tag = fact(new TagPushed(REPOSITORY, "v3.7.0", null, commit(6), new Ordinal(50), null));
        var release = requested(deciding.decide(tag));

        assertThat(deciding.decide(tag).rows()).as("a record that comes twice").isEmpty();
        var again = deciding.decide(tag.again());
        assertThat(requested(again)).isEqualTo(release);
        assertThat(images(again)).containsExactly(built(6));

        tag("v3.7.0", 7);
        assertThat(changes(deciding.decide(tag.again())))
                .as("something came since")
                .isEmpty();
    }

    @Test
    void whatADocumentBroughtIsWrittenAgainWhenItIsReplayed() {
        var pinned = fact(Samples.declaredPinned(commit(6).value()));
        deciding.decide(pinned);
        assertThat(images(deciding.decide(pinned.again()))).containsExactly(built(6));

        var free = fact(Samples.declaredPinned(null));
        assertThat(changes(deciding.decide(free)))
                .singleElement()
                .satisfies(change -> assertThat(change.why()).isEqualTo(new Pinned(true, List.of())));
        var again = changes(deciding.decide(free.again()));
        assertThat(again).singleElement().satisfies(change -> {
            assertThat(change.release().image()).isEqualTo(built(8).image());
            assertThat(change.why()).isEqualTo(new Pinned(true, List.of()));
        });
    }

    @Test
    void whatADocumentBringsIsADeliveryThatItBegins() {
        var event = Samples.declaredPinned(commit(6).value());
        var declared = new Fact<>(
                Envelope.follow(new Cause(new UUID(3, 3), null, null), event, "console", Samples.NOON), event);

        var batch = deciding.decide(declared);

        var begun = declared.envelope().id();
        assertThat(batch.rows()).singleElement().satisfies(row -> {
            assertThat(row.cause().delivery()).isEqualTo(begun);
            assertThat(((ConfigChange) row.intent()).delivery()).isEqualTo(begun);
        });
        assertThat(batch.facts())
                .isNotEmpty()
                .allSatisfy(fact -> assertThat(fact.envelope().delivery()).isEqualTo(begun));
    }

    @Test
    void whatWasNotLiveWhereItComesFromIsSaid() {
        deciding.decide(Samples.declaredPinnedAfterDev(null));
        deciding.committed(requested(deciding.decide(built(9))));

        var unmet = deciding.decide(Samples.declaredPinnedAfterDev(commit(9).value()));

        assertThat(changes(unmet)).isEmpty();
        assertThat(said(unmet, PinUnmet.class)).singleElement().satisfies(pin -> {
            assertThat(pin.environment()).isEqualTo(PROD);
            assertThat(pin.failure().seen()).contains("live in dev");
            assertThat(pin.failure().nextStep()).startsWith("release it in dev");
        });
    }

    @Test
    void whatWasNotLiveWhereItComesFromComesOnceItIs() {
        deciding.decide(Samples.declaredPinnedAfterDev(null));
        var inDev = deciding.committed(requested(deciding.decide(built(9))));
        deciding.decide(Samples.declaredPinnedAfterDev(commit(9).value()));

        assertThat(images(deciding.decide(Deciding.wentLive(inDev)))).containsExactly(built(9));
        assertThat(said(deciding.decide(Samples.declaredPinnedAfterDev(commit(8).value())), PinUnmet.class))
                .as("which was live in prod alone")
                .hasSize(1);
    }

    @Test
    void ofAnApplicationThatACommitDidNotConcernTheImageBeforeItComes() {
        deciding.decide(Samples.declaredMonorepo(null));
        deciding.live(built("web", 6));
        deciding.decide(skipped("web", 7));
        deciding.live(built("web", 8));

        var batch = deciding.decide(Samples.declaredMonorepo(commit(7).value()));

        assertThat(said(batch, PinUnmet.class)).isEmpty();
        assertThat(changes(batch))
                .extracting(change -> change.release().application() + " "
                        + change.release().source().id().value().substring(39))
                .containsExactly("server 7", "web 6");
        tag("v3.7.0", 7);
        assertThat(said(deciding.decide(Samples.declaredMonorepo("~3.7")), PinUnmet.class))
                .extracting(PinUnmet::application)
                .containsExactly("docs");
    }

    @Test
    void whatIsSkippedWhileItIsWaitedForComes() {
        deciding.decide(Samples.declaredMonorepo(null));
        deciding.live(built("web", 6));
        deciding.live(built("web", 8));
        var unmet = deciding.decide(Samples.declaredMonorepo(commit(7).value()));
        assertThat(said(unmet, PinUnmet.class)).singleElement().satisfies(pin -> {
            assertThat(pin.application()).isEqualTo("web");
            assertThat(pin.failure().seen()).contains("no image of web");
            assertThat(pin.failure().nextStep()).contains("a commit that web was built of");
        });

        assertThat(images(deciding.decide(skipped("web", 7)))).containsExactly(built(6));
    }

    private Batch<Lines> pin(@Nullable String revision) {
        return deciding.decide(Samples.declaredPinned(revision));
    }

    private Batch<Lines> tag(String name, long commit) {
        return deciding.decide(new TagPushed(REPOSITORY, name, null, commit(commit), new Ordinal(++pushes), null));
    }

    private static List<ImageBuilt> images(Batch<Lines> batch) {
        return changes(batch).stream()
                .map(change -> change.release().image())
                .map(image -> built(Long.parseLong(image.tag().substring(20), 16)))
                .toList();
    }
}
