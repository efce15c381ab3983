package dev.slipway.configupdater.core;

import static dev.slipway.configupdater.core.Deciding.requested;
import static dev.slipway.configupdater.core.Deciding.said;
import static dev.slipway.configupdater.core.Samples.PROD;
import static dev.slipway.configupdater.core.Samples.built;
import static dev.slipway.configupdater.core.Samples.fact;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.configupdater.core.Standing.State;
import dev.slipway.events.CommandEvent;
import dev.slipway.events.CommandEvent.Rollback;
import dev.slipway.events.ConfigEvent.CommandRefused;
import dev.slipway.events.ConfigEvent.ConfigUpdated;
import dev.slipway.events.ConfigEvent.SyncGranted;
import dev.slipway.events.DesiredEvent.Asked;
import dev.slipway.events.DesiredEvent.EnvironmentDesired;
import dev.slipway.events.ImageEvent.ImageBuilt;
import dev.slipway.events.SyncEvent.SyncAwaited;
import dev.slipway.events.SyncEvent.SyncFailed;
import dev.slipway.events.catalog.Sync;
import dev.slipway.events.values.EnvironmentRef;
import dev.slipway.events.values.Failure;
import dev.slipway.events.values.Release;
import dev.slipway.events.values.Segment;
import dev.slipway.service.decide.Batch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SyncsTest {
    private static final Sync MANUAL = new Sync("manual");
    private final Deciding deciding = new Deciding();

    @BeforeEach
    void declare() {
        deciding.decide(Samples.declaredSynced(MANUAL));
    }

    @Test
    void theRowSaysWhenItMayBeSynced() {
        assertThat(row(commit(built(7))).sync()).isEqualTo(MANUAL);
        assertThat(row(commit(built(8))).asked()).isNull();
    }

    @Test
    void aPersonLetsGoOnWhatWaits() {
        var before = row(commit(built(7)));

        var batch = sync();

        var row = row(batch);
        assertThat(row.asked()).isEqualTo(new Asked("li", true));
        assertThat(row.generation()).isEqualTo(before.generation() + 1);
        assertThat(row.source()).isEqualTo(before.source());
        assertThat(row.content()).isEqualTo(before.content());
        assertThat(row.releases()).isEqualTo(before.releases());
        assertThat(said(batch, SyncGranted.class)).containsExactly(new SyncGranted(PROD, "li", row.generation()));
    }

    /** What comes afterwards is nothing that anybody has looked at. */
    @Test
    void theNextCommitWaitsAgain() {
        commit(built(7));
        sync();

        assertThat(row(commit(built(8))).asked()).isNull();
    }

    @Test
    void aCommandThatComesTwiceIsCarriedOutOnce() {
        commit(built(7));
        var command = fact(new CommandEvent.Sync(PROD, "li"));
        deciding.decide(command);

        assertThat(deciding.decide(command).facts()).isEmpty();
        assertThat(said(deciding.decide(command.again()), SyncGranted.class)).hasSize(1);
    }

    @Test
    void whereNothingWaitsItIsRefused() {
        deciding.live(built(7));

        var batch = sync();

        assertThat(refusal(batch).seen()).isEqualTo("nothing waits in hichat/prod: what is in Git for it is live");
        assertThat(said(batch, EnvironmentDesired.class)).isEmpty();
    }

    @Test
    void whatFailedMayBeTriedAgain() {
        var release = deciding.committed(requested(deciding.decide(built(7))));
        deciding.decide(new SyncFailed(
                release, "cloud", Samples.commit(7), new Failure(Segment.ENGINE, "the quota is full", "raise it")));

        assertThat(row(sync()).asked()).isNotNull();
    }

    @Test
    void beforeAnythingIsInGitItIsRefused() {
        assertThat(refusal(sync()).nextStep()).isEqualTo("release something there first");
    }

    @Test
    void anEnvironmentThatNobodyKnowsIsRefused() {
        var batch = deciding.decide(new CommandEvent.Sync(new EnvironmentRef("hichat", "moon"), "li"));

        assertThat(refusal(batch).seen()).isEqualTo("there is no environment hichat/moon");
        assertThat(said(batch, CommandRefused.class).getFirst().command()).isEqualTo("sync");
    }

    @Test
    void whereNothingHasToWaitItIsSyncedOnceMore() {
        deciding.decide(Samples.declaredSynced(null));
        deciding.live(built(7));

        var row = row(sync());

        assertThat(row.asked()).isEqualTo(new Asked("li", true));
        assertThat(row.sync()).isNull();
    }

    @Test
    void aRollbackDoesNotWait() {
        deciding.live(built(7));
        deciding.live(built(8));
        var back = requested(deciding.decide(new Rollback(PROD, "server", null, "li", null)));

        assertThat(row(commit(back)).asked()).isEqualTo(new Asked("li", false));
    }

    @Test
    void whatWaitsIsToldWhenTheDocumentSaysOtherwise() {
        commit(built(7));
        var daily = Sync.at("daily", "02:00 Asia/Shanghai");

        var row = row(deciding.decide(Samples.declaredSynced(daily)));

        assertThat(row.sync()).isEqualTo(daily);
        assertThat(row.asked()).isNull();
        assertThat(said(deciding.decide(Samples.declaredSynced(daily)), EnvironmentDesired.class))
                .as("the same again")
                .isEmpty();
    }

    @Test
    void whereNothingWaitsTheNextCommitTells() {
        deciding.live(built(7));

        assertThat(said(deciding.decide(Samples.declaredSynced(null)), EnvironmentDesired.class))
                .isEmpty();
    }

    @Test
    void itsStatusIsThatItWaitsUntilItIsLive() {
        var release = deciding.committed(requested(deciding.decide(built(7))));
        var awaited = fact(new SyncAwaited(release, "cloud", "it is synced by hand", null, "slipway sync hichat prod"));
        deciding.decide(awaited);
        assertThat(state()).isEqualTo(State.AWAITING_SYNC);

        deciding.decide(Deciding.wentLive(release));
        deciding.decide(awaited);

        assertThat(state()).as("what comes twice, late").isEqualTo(State.LIVE);
    }

    private State state() {
        var standing = deciding.lines().of(PROD, "server").standing();
        assertThat(standing).isNotNull();
        return standing.state();
    }

    private Batch<Lines> sync() {
        return deciding.decide(new CommandEvent.Sync(PROD, "li"));
    }

    private Batch<Lines> commit(ImageBuilt built) {
        return commit(requested(deciding.decide(built)));
    }

    private Batch<Lines> commit(Release release) {
        var commit = Samples.commit(release.ordinal().value());
        return deciding.decide(new ConfigUpdated(release, "k8s-config", "k8s", commit, "content"));
    }

    private static EnvironmentDesired row(Batch<Lines> batch) {
        assertThat(said(batch, EnvironmentDesired.class)).hasSize(1);
        return said(batch, EnvironmentDesired.class).getFirst();
    }

    private static Failure refusal(Batch<Lines> batch) {
        assertThat(said(batch, CommandRefused.class)).hasSize(1);
        return said(batch, CommandRefused.class).getFirst().failure();
    }
}
