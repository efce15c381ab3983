package dev.slipway.notifier.core;

import dev.slipway.events.ConfigEvent.ChangesNotMerged;
import dev.slipway.events.ConfigEvent.CommandRefused;
import dev.slipway.events.ConfigEvent.ConfigProposed;
import dev.slipway.events.ConfigEvent.ConfigUnchanged;
import dev.slipway.events.ConfigEvent.LineEvent;
import dev.slipway.events.ConfigEvent.LineFreed;
import dev.slipway.events.ConfigEvent.LineHeld;
import dev.slipway.events.ConfigEvent.PinUnmet;
import dev.slipway.events.ConfigEvent.ReleaseHeld;
import dev.slipway.events.Event;
import dev.slipway.events.Fact;
import dev.slipway.events.ImageEvent.BuildFailed;
import dev.slipway.events.SyncEvent.ReleaseLive;
import dev.slipway.events.SyncEvent.SyncAwaited;
import dev.slipway.events.values.CommitId;
import dev.slipway.events.values.EnvironmentRef;
import dev.slipway.events.values.Failure;
import dev.slipway.events.values.Release;
import dev.slipway.events.values.SourceCommit;
import dev.slipway.notifier.core.Notice.Change;
import dev.slipway.notifier.core.Notice.Headline;
import dev.slipway.notifier.core.Notice.Hold;
import dev.slipway.notifier.core.Notice.Kind;
import dev.slipway.notifier.core.Notice.Place;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a fact that is told is about, before it is known who is told. */
record News(
        Kind kind,
        Place place,
        @Nullable Change change,
        @Nullable Failure failure,
        @Nullable Headline headline,
        @Nullable Hold hold) {

    static News live(ReleaseLive live, NoticeState state) {
        var release = live.release();
        var headline = switch (release.origin()) {
            case ROLLBACK -> Headline.BACK;
            case AUTO_ROLLBACK -> Headline.BACK_BY_ITSELF;
            case PROMOTION, PIN, DEPLOY -> null;
            case null -> null;
        };
        return new News(Kind.LIVE, placeOf(release), changeOf(release, live.commit(), state), null, headline, null);
    }

    static News failedRelease(Release release, @Nullable CommitId config, Failure failure, NoticeState state) {
        var headline = release.isBack() ? Headline.BACK_FAILED : null;
        return new News(Kind.FAILED, placeOf(release), changeOf(release, config, state), failure, headline, null);
    }

    static News lost(Release release, Failure lost, NoticeState state) {
        return new News(
                Kind.FAILED, placeOf(release), changeOf(release, null, state), lost, Headline.SETTINGS_LOST, null);
    }

    static News notBack(ConfigUnchanged unchanged, NoticeState state) {
        var release = unchanged.release();
        var change = changeOf(release, unchanged.commit(), state);
        return new News(Kind.HELD, placeOf(release), change, null, Headline.BACK_UNCHANGED, null);
    }

    static News held(ReleaseHeld held) {
        var release = held.release();
        return new News(
                Kind.HELD,
                placeOf(release),
                changeOf(release),
                null,
                Headline.RELEASE_HELD,
                new Hold(held.why(), null, null, held.nextStep(), null));
    }

    static News awaited(SyncAwaited awaited) {
        var release = awaited.release();
        var until = awaited.until() == null ? "" : "; goes on at " + awaited.until();
        return new News(
                Kind.HELD,
                placeOf(release),
                changeOf(release),
                null,
                Headline.SYNC_AWAITED,
                new Hold(awaited.why() + until, null, null, awaited.nextStep(), null));
    }

    static News proposed(ConfigProposed proposed, NoticeState state) {
        var release = proposed.release();
        return new News(
                Kind.HELD,
                placeOf(release),
                changeOf(release, proposed.commit(), state),
                null,
                Headline.RELEASE_PROPOSED,
                new Hold(null, null, null, null, null, proposed.url()));
    }

    /** Where the line was turned back, what comes back is the change. */
    static News held(LineHeld held) {
        var left = held.left() == null ? null : changeOf(held.left());
        return new News(
                Kind.HELD,
                placeOf(held),
                held.back() == null ? null : changeOf(held.back()),
                null,
                headline(held),
                new Hold(held.why(), held.by(), left, null, held.firm()));
    }

    private static Headline headline(LineHeld held) {
        if (held.back() == null) {
            return Headline.LINE_HELD;
        }
        return held.ahead() == null ? Headline.LINE_TURNED : Headline.LINE_TURNED_AT_ONCE;
    }

    static News freed(LineFreed freed) {
        var hold = new Hold(null, freed.by(), null, null, null);
        return new News(Kind.HELD, placeOf(freed), null, null, Headline.LINE_FREED, hold);
    }

    static News refused(CommandRefused refused) {
        var asked = new Hold(null, refused.by(), null, null, null);
        return new News(Kind.FAILED, placeOf(refused), null, refused.failure(), Headline.COMMAND_REFUSED, asked);
    }

    static News unmet(PinUnmet pin) {
        return new News(Kind.FAILED, placeOf(pin), null, pin.failure(), Headline.PIN_UNMET, null);
    }

    static News unmerged(ChangesNotMerged left) {
        return new News(Kind.FAILED, placeOf(left), null, left.failure(), Headline.CHANGES_NOT_MERGED, null);
    }

    static News failedBuild(BuildFailed failed, Optional<SourceCommit> source, NoticeState state) {
        var place = new Place(failed.project(), failed.application().name(), state.environmentsOn(failed.branch()));
        var change = new Change(
                failed.ordinal(),
                failed.commit(),
                source.map(SourceCommit::subject).orElse(null),
                source.map(known -> known.author().name()).orElse(null),
                null,
                null);
        return new News(Kind.FAILED, place, change, failed.failure(), null, null);
    }

    static Notice engine(EnvironmentRef environment, Condition condition, UUID fact, Notice.Engine engine) {
        var place = new Place(environment.project(), "", List.of(environment.name()));
        return new Notice(fact, Kind.ENGINE, place, null, null, null, null, false, condition.headline(), null, engine);
    }

    Notice asNotice(Fact<? extends Event> fact, NoticeState state) {
        var envelope = fact.envelope();
        var delivery = envelope.delivery();
        var took = Optional.ofNullable(delivery)
                .flatMap(known -> state.began().find(known.toString()))
                .map(began -> Duration.between(began, envelope.time()))
                .filter(Duration::isPositive)
                .orElse(null);
        return new Notice(envelope.id(), kind, place, change, failure, delivery, took, false, headline, hold);
    }

    private static Place placeOf(Release release) {
        var environment = release.environment();
        return new Place(environment.project(), release.application(), List.of(environment.name()));
    }

    private static Place placeOf(LineEvent line) {
        var environment = line.environment();
        return new Place(environment.project(), line.application(), List.of(environment.name()));
    }

    private static Change changeOf(Release release, @Nullable CommitId config, NoticeState state) {
        return changeOf(
                release, config, state.asked().find(release.id().toString()).orElse(null));
    }

    private static Change changeOf(Release release) {
        return changeOf(release, null, (String) null);
    }

    private static Change changeOf(Release release, @Nullable CommitId config, @Nullable String by) {
        var source = release.source();
        return new Change(
                release.ordinal(),
                source.id(),
                source.subject(),
                source.author().name(),
                release.image(),
                config,
                release.turn(),
                by);
    }
}
