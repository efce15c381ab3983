package dev.slipway.notifier.core;

import dev.slipway.events.Event;
import dev.slipway.events.Fact;
import dev.slipway.events.ImageEvent.BuildFailed;
import dev.slipway.events.SyncEvent.ReleaseLive;
import dev.slipway.events.values.CommitId;
import dev.slipway.events.values.Failure;
import dev.slipway.events.values.Release;
import dev.slipway.events.values.SourceCommit;
import dev.slipway.notifier.core.Notice.Change;
import dev.slipway.notifier.core.Notice.Kind;
import dev.slipway.notifier.core.Notice.Place;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a fact that is told is about, before it is known who is told. */
record News(Kind kind, Place place, Change change, @Nullable Failure failure) {

    static News live(ReleaseLive live) {
        return new News(Kind.LIVE, placeOf(live.release()), changeOf(live.release(), live.commit()), null);
    }

    static News failedRelease(Release release, @Nullable CommitId config, Failure failure) {
        return new News(Kind.FAILED, placeOf(release), changeOf(release, config), failure);
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
        return new News(Kind.FAILED, place, change, failed.failure());
    }

    Notice asNotice(Fact<? extends Event> fact, NoticeState state) {
        var envelope = fact.envelope();
        var delivery = envelope.delivery();
        var took = Optional.ofNullable(delivery)
                .flatMap(known -> state.began().find(known.toString()))
                .map(began -> Duration.between(began, envelope.time()))
                .filter(Duration::isPositive)
                .orElse(null);
        return new Notice(envelope.id(), kind, place, change, failure, delivery, took, false);
    }

    private static Place placeOf(Release release) {
        var environment = release.environment();
        return new Place(environment.project(), release.application(), List.of(environment.name()));
    }

    private static Change changeOf(Release release, @Nullable CommitId config) {
        var source = release.source();
        return new Change(
                release.ordinal(),
                source.id(),
                source.subject(),
                source.author().name(),
                release.image(),
                config);
    }
}
