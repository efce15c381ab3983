package dev.slipway.console.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.console.LineFacts;
import dev.slipway.console.core.delivery.DeliveryView.CommandKind;
import dev.slipway.console.core.delivery.DeliveryView.LineChange;
import dev.slipway.console.core.delivery.DeliveryView.StepName;
import dev.slipway.events.CommandEvent;
import dev.slipway.events.CommandEvent.FreeLine;
import dev.slipway.events.CommandEvent.HoldLine;
import dev.slipway.events.CommandEvent.Rollback;
import dev.slipway.events.ConfigEvent.ChangesNotMerged;
import dev.slipway.events.ConfigEvent.CommandRefused;
import dev.slipway.events.ConfigEvent.ConfigProposed;
import dev.slipway.events.ConfigEvent.LineFreed;
import dev.slipway.events.ConfigEvent.LineHeld;
import dev.slipway.events.ConfigEvent.ReleaseHeld;
import dev.slipway.events.ConfigEvent.ReleaseRequested;
import dev.slipway.events.ConfigEvent.ReleaseSuperseded;
import dev.slipway.events.ConfigEvent.SyncGranted;
import dev.slipway.events.SyncEvent.EngineInstallFailed;
import dev.slipway.events.SyncEvent.EngineInstalled;
import dev.slipway.events.SyncEvent.EngineInstalling;
import dev.slipway.events.SyncEvent.SyncAwaited;
import dev.slipway.events.SyncEvent.SyncStarted;
import dev.slipway.events.values.Failure;
import dev.slipway.events.values.Ordinal;
import dev.slipway.events.values.Origin;
import dev.slipway.events.values.Rank;
import dev.slipway.events.values.Release;
import dev.slipway.events.values.Segment;
import dev.slipway.events.wire.Json;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Deliveries that people ask for, and what becomes of lines in others. */
class CommandedTest {
    private final LineFacts facts = new LineFacts("hichat", "web");
    private final Release seventh = facts.release(7);
    private final Release eighth = facts.release(8);

    @Test
    void aRollbackSaysWhoAskedForWhatAndGoesLive() {
        var back = facts.back(seventh, new Rank(new Ordinal(8), 1), Origin.ROLLBACK);
        facts.since(new UUID(0, 9)).say(new Rollback(facts.environment, "web", seventh, "li", "登录 is broken"));
        assertThat(view().state()).isEqualTo(State.WORKING);
        assertThat(view().steps())
                .singleElement()
                .satisfies(step -> assertThat(step.name()).isEqualTo(StepName.COMMIT));
        facts.live(back).say(held(back));

        var view = view();

        assertThat(view.command()).isNotNull().satisfies(command -> {
            assertThat(command.what()).isEqualTo(CommandKind.ROLLBACK);
            assertThat(command.by()).isEqualTo("li");
            assertThat(command.to()).isEqualTo("7");
            assertThat(command.why()).isEqualTo("登录 is broken");
        });
        assertThat(view.state()).isEqualTo(State.LIVE);
        assertThat(view.idle()).isFalse();
        assertThat(view.releases()).singleElement().satisfies(release -> {
            assertThat(release.rank()).isEqualTo("8.1");
            assertThat(release.origin()).isEqualTo(Origin.ROLLBACK);
        });
        assertThat(view.lines())
                .singleElement()
                .satisfies(line -> assertThat(line.held()).isTrue());
        assertThat(Json.read(Json.write(view), DeliveryView.class)).isEqualTo(view);
    }

    @Test
    void aSyncIsDoneWhenItIsGranted() {
        facts.since(new UUID(0, 9)).say(new CommandEvent.Sync(facts.environment, "li"));
        assertThat(view().ended()).isNull();

        facts.say(new SyncGranted(facts.environment, "li", 4));

        assertThat(view().state()).isEqualTo(State.DONE);
        assertThat(view().command())
                .isNotNull()
                .satisfies(command -> assertThat(command.what()).isEqualTo(CommandKind.SYNC));
    }

    @Test
    void anInstallationIsShownAsFarAsItIs() {
        facts.since(new UUID(0, 9))
                .say(new CommandEvent.InstallEngine("cloud", "flux", "install.yaml", "0".repeat(64), "li"));
        assertThat(view().ended()).isNull();
        assertThat(view().state()).isEqualTo(State.WORKING);
        assertThat(view().command()).isNotNull().satisfies(command -> {
            assertThat(command.what()).isEqualTo(CommandKind.INSTALL);
            assertThat(command.environment()).isEqualTo("cloud");
            assertThat(command.application()).isEqualTo("flux");
        });

        facts.say(new EngineInstalling("cloud", "flux", 4, "v2.9.0", 48, 17, "Namespace flux-system"));
        assertThat(view().ended()).isNull();
        assertThat(view().installation()).isNotNull().satisfies(how -> {
            assertThat(how.state()).isEqualTo(State.WORKING);
            assertThat(how.applied()).isEqualTo(17);
            assertThat(how.now()).isEqualTo("Namespace flux-system");
        });

        facts.say(new EngineInstalled("cloud", "flux", "v2.9.0", 48, 6));
        assertThat(view().ended()).isNotNull();
        assertThat(view().state()).isEqualTo(State.DONE);
        assertThat(view().installation())
                .isNotNull()
                .satisfies(how -> assertThat(how.state()).isEqualTo(State.DONE));
        assertThat(Json.read(Json.write(view()), DeliveryView.class)).isEqualTo(view());
    }

    @Test
    void anInstallationThatFailedSaysWhyAndWhatToDo() {
        var why = new Failure(Segment.CLUSTER, "the cluster refuses Service web", "give it the right");
        facts.since(new UUID(0, 9))
                .say(new CommandEvent.InstallEngine("cloud", "flux", "install.yaml", "0".repeat(64), "li"))
                .say(new EngineInstalling("cloud", "flux", 4, "v2.9.0", 48, 17, "Namespace flux-system"))
                .say(new EngineInstallFailed("cloud", "flux", why));

        assertThat(view().state()).isEqualTo(State.FAILED);
        assertThat(view().ended()).isNotNull();
        assertThat(view().troubles()).singleElement().satisfies(trouble -> {
            assertThat(trouble.where()).isEqualTo("cloud");
            assertThat(trouble.failure()).isEqualTo(why);
        });
        assertThat(view().installation()).isNotNull().satisfies(how -> {
            assertThat(how.state()).isEqualTo(State.FAILED);
            assertThat(how.applied()).isEqualTo(17);
        });
    }

    @Test
    void whatWaitsToBeSyncedSaysWhyAndGoesOn() {
        facts.committed(eighth).say(new SyncAwaited(eighth, "cloud", "by hand", null, "slipway sync hichat prod"));

        assertThat(view().state()).isEqualTo(State.WAITS_FOR_A_PERSON);
        assertThat(view().ended()).isNull();
        assertThat(view().releases()).singleElement().satisfies(release -> {
            assertThat(release.phase()).isEqualTo(Phase.AWAITING_SYNC);
            assertThat(release.note()).isEqualTo("by hand");
            assertThat(release.nextStep()).isEqualTo("slipway sync hichat prod");
        });
        facts.say(new SyncStarted(eighth, "cloud", eighth.source().id(), "direct"));
        assertThat(view().state()).isEqualTo(State.WORKING);
        assertThat(view().releases())
                .singleElement()
                .satisfies(release -> assertThat(release.nextStep()).isNull());
    }

    @Test
    void whatGoesOnByItselfWaitsForTime() {
        var until = Instant.parse("2026-11-23T02:00:00Z");
        facts.committed(eighth).say(new SyncAwaited(eighth, "cloud", "in a window", until, "wait"));

        assertThat(view().state()).isEqualTo(State.WAITS_FOR_TIME);
        assertThat(view().releases())
                .singleElement()
                .satisfies(release ->
                        assertThat(release.note()).isEqualTo("in a window; goes on at 2026-11-23T02:00:00Z"));
    }

    @Test
    void aHoldAndAFreeAreDoneWhenTheLineSaysSo() {
        facts.since(new UUID(0, 9)).say(new HoldLine(facts.environment, "web", "li", "freeze"));
        assertThat(view().ended()).isNull();

        facts.say(new LineHeld(facts.environment, "web", null, true, "freeze", "li", null, null, null));

        assertThat(view().state()).isEqualTo(State.DONE);
        assertThat(view().ended()).isNotNull();
        facts.all.clear();
        facts.since(new UUID(0, 10))
                .say(new FreeLine(facts.environment, "web", "li"))
                .say(new LineFreed(facts.environment, "web", "li"));
        assertThat(view().state()).isEqualTo(State.DONE);
        assertThat(view().lines()).extracting(LineChange::held).containsExactly(false);
    }

    @Test
    void aRefusedCommandIsATroubleWithItsNextStep() {
        var failure = new Failure(Segment.CONFIG, "the line is not held", "there is nothing to free");
        facts.since(new UUID(0, 9))
                .say(new FreeLine(facts.environment, "web", "li"))
                .say(new CommandRefused(facts.environment, "web", "free", failure, "li"));

        assertThat(view().state()).isEqualTo(State.FAILED);
        assertThat(view().ended()).isNotNull();
        assertThat(view().troubles())
                .singleElement()
                .satisfies(trouble -> assertThat(trouble.failure()).isEqualTo(failure));
    }

    @Test
    void aHeldReleaseWaitsForAPersonWithWhyAndNextStepAndIsNoEnd() {
        facts.requested(eighth).say(new ReleaseHeld(eighth, "freeze", "free the line"));

        assertThat(view().state()).isEqualTo(State.WAITS_FOR_A_PERSON);
        assertThat(view().ended()).isNull();
        assertThat(view().releases()).singleElement().satisfies(release -> {
            assertThat(release.phase()).isEqualTo(Phase.HELD);
            assertThat(release.note()).isEqualTo("freeze");
            assertThat(release.nextStep()).isEqualTo("free the line");
        });

        facts.live(eighth);

        assertThat(view().state()).isEqualTo(State.LIVE);
        assertThat(view().releases().getFirst().nextStep()).isNull();
    }

    @Test
    void aProposedReleaseWaitsForWhoeverMergesIt() {
        var url = "https://git.example.com/root/hichat/-/merge_requests/13";
        facts.requested(eighth)
                .say(new ConfigProposed(
                        eighth,
                        "slipway/hichat/prod/web",
                        "k8s-config",
                        url,
                        eighth.source().id()));

        assertThat(view().state()).isEqualTo(State.WAITS_FOR_A_PERSON);
        assertThat(view().ended()).isNull();
        assertThat(view().releases()).singleElement().satisfies(release -> {
            assertThat(release.phase()).isEqualTo(Phase.PROPOSED);
            assertThat(release.note()).isEqualTo(url);
            assertThat(release.nextStep()).isEqualTo("merge it, or close it");
        });

        facts.live(eighth);

        assertThat(view().state()).isEqualTo(State.LIVE);
        assertThat(view().releases().getFirst().note()).isNull();
    }

    @Test
    void aFailureThatWasRolledBackByItselfIsRolledBack() {
        var back = facts.back(seventh, new Rank(new Ordinal(8), 1), Origin.AUTO_ROLLBACK);
        facts.failed(eighth);
        assertThat(view().state()).isEqualTo(State.FAILED);

        facts.live(back).say(held(back));

        var view = view();
        assertThat(view.state()).isEqualTo(State.ROLLED_BACK);
        assertThat(view.ended()).isNotNull();
        assertThat(view.subject()).as("of the push, not of what came back").isEqualTo("change 8");
        assertThat(view.troubles()).hasSize(1);
    }

    @Test
    void whatATurnedReleaseSupersededNamesItsRank() {
        facts.requested(eighth).say(ReleaseSuperseded.by(new Rank(new Ordinal(8), 1), eighth));

        assertThat(view().releases().getFirst().note()).isEqualTo("#8.1");
    }

    @Test
    void whatWasSetAndIsLostWithIsATroubleWithItsNextStep() {
        var lost = new Failure(Segment.CONFIG, "replicas 3 was never merged", "deploy it again");
        facts.requested(eighth).say(ReleaseSuperseded.by(new Rank(new Ordinal(9), 0), eighth, lost));

        assertThat(view().releases().getFirst().phase()).isEqualTo(Phase.SUPERSEDED);
        assertThat(view().troubles())
                .singleElement()
                .satisfies(trouble -> assertThat(trouble.failure()).isEqualTo(lost));
    }

    @Test
    void aReleaseSaysWhoAskedForIt() {
        facts.say(new ReleaseRequested(eighth, "li")).live(eighth);

        assertThat(view().releases())
                .singleElement()
                .satisfies(release -> assertThat(release.by()).isEqualTo("li"));
    }

    @Test
    void whatCouldNotBeReadAtFirstAndIsLiveByNowIsLive() {
        var failure = new Failure(Segment.GIT, "what was pushed cannot be read", "mend the secret");
        var edit =
                new Release(new UUID(0, 3), facts.environment, Release.CONFIG, new Ordinal(9), eighth.source(), null);
        facts.live(eighth)
                .say(new ChangesNotMerged(
                        facts.environment, "k8s-config", eighth.source().id(), List.of(), failure));
        assertThat(view().state()).as("what is live of another line").isEqualTo(State.FAILED);

        facts.live(edit);

        assertThat(view().state()).isEqualTo(State.LIVE);
        assertThat(view().troubles()).isEmpty();
    }

    private LineHeld held(Release back) {
        return new LineHeld(facts.environment, "web", new Ordinal(8), false, "broken", null, eighth, back, null);
    }

    private DeliveryView view() {
        return DeliveryFold.fold(new UUID(0, 7), facts.all, _ -> true);
    }
}
