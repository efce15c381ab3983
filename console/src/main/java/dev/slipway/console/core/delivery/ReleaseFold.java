package dev.slipway.console.core.delivery;

import dev.slipway.console.core.delivery.DeliveryView.Release;
import dev.slipway.console.core.delivery.DeliveryView.Trouble;
import dev.slipway.events.ConfigEvent;
import dev.slipway.events.Envelope;
import dev.slipway.events.SyncEvent;
import dev.slipway.events.values.Failure;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One release of a delivery; its facts come in the order of their time. */
public final class ReleaseFold {
    private final dev.slipway.events.values.Release release;
    private Phase phase = Phase.REQUESTED;
    private Instant since;
    private @Nullable String configBranch;
    private @Nullable String configCommit;
    private @Nullable String cluster;
    private @Nullable Integer podsReady;
    private @Nullable String note;
    private @Nullable String nextStep;
    private @Nullable Failure failure;
    private @Nullable UUID failedBecause;
    private @Nullable String by;

    public ReleaseFold(dev.slipway.events.values.Release release, Instant at) {
        this.release = release;
        since = at;
    }

    String application() {
        return release.application();
    }

    boolean isBack() {
        return release.isBack();
    }

    public void add(ConfigEvent.ReleaseEvent event, Instant at) {
        switch (event) {
            case ConfigEvent.ReleaseRequested requested -> {
                by = by == null ? requested.by() : by;
                reach(Phase.REQUESTED, at);
            }
            case ConfigEvent.ReleaseHeld held -> held(held, at);
            case ConfigEvent.ReleaseSuperseded superseded -> superseded(superseded, at);
            case ConfigEvent.ConfigProposed proposed -> proposed(proposed, at);
            case ConfigEvent.ConfigUpdated updated -> {
                configBranch = updated.branch();
                configCommit = updated.commit().value();
                reach(Phase.COMMITTED, at);
            }
            case ConfigEvent.ConfigUnchanged unchanged -> {
                configBranch = unchanged.branch();
                configCommit = unchanged.commit().value();
                reach(Phase.UNCHANGED, at);
            }
            case ConfigEvent.ConfigFailed failed -> fail(failed.failure(), at);
        }
    }

    public void add(SyncEvent.OfRelease event, Envelope envelope) {
        var at = envelope.time();
        switch (event) {
            case SyncEvent.SyncAwaited awaited -> awaited(awaited, at);
            case SyncEvent.SyncStarted started -> {
                cluster = started.cluster();
                if (phase == Phase.FAILED && !Objects.equals(envelope.cause(), failedBecause)) {
                    phase = Phase.COMMITTED; // somebody has asked for it once more
                    failure = null;
                }
                reach(Phase.SYNCING, at);
            }
            case SyncEvent.SyncProgressed progressed -> {
                cluster = progressed.cluster();
                if (phase == Phase.ROLLING_OUT || reach(Phase.ROLLING_OUT, at)) {
                    note = progressed.seen();
                }
            }
            case SyncEvent.ReleaseLive live -> {
                cluster = live.cluster();
                podsReady = live.podsReady();
                configCommit = configCommit == null ? live.commit().value() : configCommit;
                failure = null;
                note = null;
                reach(Phase.LIVE, at);
            }
            case SyncEvent.SyncFailed failed -> {
                cluster = failed.cluster();
                failedBecause = envelope.cause();
                fail(failed.failure(), at);
            }
        }
    }

    public Release view() {
        return new Release(
                release.id(),
                release.environment().name(),
                release.application(),
                phase,
                since,
                release.image() == null ? null : release.image().toString(),
                configBranch,
                configCommit,
                cluster,
                podsReady,
                note,
                release.rank().toString(),
                release.origin(),
                nextStep,
                by);
    }

    Optional<Trouble> trouble() {
        return failure == null
                ? Optional.empty()
                : Optional.of(new Trouble(release.environment().name(), since, failure));
    }

    private void fail(Failure why, Instant at) {
        failure = why;
        reach(Phase.FAILED, at);
        note = null;
    }

    private void held(ConfigEvent.ReleaseHeld held, Instant at) {
        if (reach(Phase.HELD, at)) {
            note = held.why();
            nextStep = held.nextStep();
        }
    }

    private void proposed(ConfigEvent.ConfigProposed proposed, Instant at) {
        if (reach(Phase.PROPOSED, at)) {
            configBranch = proposed.target();
            note = proposed.url();
            nextStep = "merge it, or close it";
        }
    }

    private void awaited(SyncEvent.SyncAwaited awaited, Instant at) {
        if (reach(awaited.until() == null ? Phase.AWAITING_SYNC : Phase.AWAITING_TIME, at)) {
            cluster = awaited.cluster();
            note = awaited.until() == null ? awaited.why() : awaited.why() + "; goes on at " + awaited.until();
            nextStep = awaited.nextStep();
        }
    }

    /** What was live, or had failed, before a later one came, stays what it was. */
    private void superseded(ConfigEvent.ReleaseSuperseded superseded, Instant at) {
        if (phase != Phase.LIVE && phase != Phase.FAILED) {
            reach(Phase.SUPERSEDED, at);
            note = "#" + superseded.later();
            failure = superseded.lost();
        }
    }

    /** Clocks of two services differ a little: a phase never goes back, except from one end to another. */
    private boolean reach(Phase next, Instant at) {
        var forward = next.hasEnded() || (!phase.hasEnded() && next.compareTo(phase) >= 0);
        if (forward) {
            if (phase.waits()) {
                note = null;
                nextStep = null;
            }
            phase = next;
            since = at;
        }
        return forward;
    }
}
