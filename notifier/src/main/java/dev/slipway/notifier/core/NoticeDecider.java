package dev.slipway.notifier.core;

import dev.slipway.events.CatalogEvent;
import dev.slipway.events.ConfigEvent;
import dev.slipway.events.Envelope;
import dev.slipway.events.Event;
import dev.slipway.events.Fact;
import dev.slipway.events.ImageEvent;
import dev.slipway.events.PushEvent;
import dev.slipway.events.SyncEvent;
import dev.slipway.events.catalog.Channel;
import dev.slipway.service.decide.Decider;
import dev.slipway.service.decide.Decision;
import dev.slipway.service.decide.Route;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which facts are told in which channels. Each fact is told once in a channel, however often it is read. */
public class NoticeDecider implements Decider<NoticeState> {
    @Override
    public Class<NoticeState> stateType() {
        return NoticeState.class;
    }

    @Override
    public NoticeState initial() {
        return NoticeState.EMPTY;
    }

    @Override
    public List<Route<NoticeState, ?>> routes() {
        return List.of(
                new Route<>("catalog", CatalogEvent.class, this::declared),
                new Route<>("push", PushEvent.class, (state, fact) -> Decision.of(seen(state, fact))),
                new Route<>("image", ImageEvent.class, this::image),
                new Route<>("config", ConfigEvent.class, this::config),
                new Route<>("sync", SyncEvent.class, this::sync));
    }

    private Decision<NoticeState> declared(NoticeState state, Fact<CatalogEvent> fact) {
        return switch (fact.event()) {
            case CatalogEvent.ProjectDeclared known -> Decision.of(state.declared(known.declared()));
            case CatalogEvent.ProjectRemoved _ -> Decision.of(state.removed());
        };
    }

    private Decision<NoticeState> image(NoticeState before, Fact<ImageEvent> fact) {
        var state = seen(before, fact);
        var build = fact.event().application().name() + "@" + fact.event().ordinal();
        return switch (fact.event()) {
            case ImageEvent.BuildQueued _ -> Decision.of(state);
            case ImageEvent.BuildStarted started -> Decision.of(state.building(build, started.source()));
            case ImageEvent.BuildFailed failed ->
                tell(
                        state.built(build),
                        fact,
                        News.failedBuild(failed, state.building().find(build), state));
            case ImageEvent.ImageBuilt _, ImageEvent.BuildSkipped _, ImageEvent.BuildSuperseded _ ->
                Decision.of(state.built(build));
        };
    }

    private Decision<NoticeState> config(NoticeState before, Fact<ConfigEvent> fact) {
        var state = seen(before, fact);
        return switch (fact.event()) {
            case ConfigEvent.ConfigFailed(var release, var failure) ->
                tell(state, fact, News.failedRelease(release, null, failure, state));
            case ConfigEvent.ReleaseHeld held -> tell(state, fact, News.held(held));
            case ConfigEvent.ConfigProposed proposed -> tell(state, fact, News.proposed(proposed, state));
            case ConfigEvent.LineHeld held -> tell(state, fact, News.held(held));
            case ConfigEvent.PinUnmet pin -> tell(state, fact, News.unmet(pin));
            case ConfigEvent.ChangesNotMerged left -> tell(state, fact, News.unmerged(left));
            case ConfigEvent.CommandRefused refused -> tell(state, fact, News.refused(refused));
            // What a newer push has freed says so itself, as soon as it is live.
            case ConfigEvent.LineFreed freed ->
                freed.by() == null ? Decision.of(state) : tell(state, fact, News.freed(freed));
            case ConfigEvent.ReleaseRequested requested -> Decision.of(state.asked(requested));
            case ConfigEvent.ReleaseSuperseded(var release, var _, var _, var lost) -> {
                var after = engines().changed(state, release, watch -> watch.ended(release));
                yield lost == null ? Decision.of(after) : tell(after, fact, News.lost(release, lost, after));
            }
            case ConfigEvent.ConfigUnchanged unchanged ->
                unchanged.release().isBack() ? tell(state, fact, News.notBack(unchanged, state)) : Decision.of(state);
            case ConfigEvent.ConfigUpdated updated ->
                Decision.of(engines().releasing(state, updated.release(), fact.envelope(), false));
            case ConfigEvent.SyncGranted _ -> Decision.of(state);
        };
    }

    private Decision<NoticeState> sync(NoticeState before, Fact<SyncEvent> fact) {
        var state = seen(before, fact);
        return switch (fact.event()) {
            case SyncEvent.ReleaseLive live -> {
                var told = tell(state, fact, News.live(live, state));
                yield told.and(engines().live(told.state(), live.release(), fact.envelope()));
            }
            case SyncEvent.SyncFailed failed -> {
                var release = failed.release();
                var at = fact.envelope().time();
                yield tell(
                        engines().changed(state, release, watch -> watch.failed(release, at)),
                        fact,
                        News.failedRelease(release, failed.commit(), failed.failure(), state));
            }
            case SyncEvent.SyncAwaited awaited ->
                tell(engines().releasing(state, awaited.release(), fact.envelope(), true), fact, News.awaited(awaited));
            case SyncEvent.SyncStarted started ->
                Decision.of(engines().releasing(state, started.release(), fact.envelope(), false));
            case SyncEvent.SyncProgressed _, SyncEvent.EngineFound _, SyncEvent.OfInstallation _ -> Decision.of(state);
            case SyncEvent.EngineObserved seen -> engines().observed(state, seen, fact.envelope());
        };
    }

    private EngineDecider engines() {
        return new EngineDecider(this::tell);
    }

    private static NoticeState seen(NoticeState state, Fact<? extends Event> fact) {
        var delivery = fact.envelope().delivery();
        return delivery == null ? state : state.began(delivery, fact.envelope().time());
    }

    private Decision<NoticeState> tell(NoticeState state, Fact<? extends Event> fact, News news) {
        return tell(state, news.asNotice(fact, state), null);
    }

    /** @param engine where it is told only if it holds */
    private Decision<NoticeState> tell(NoticeState state, Notice notice, @Nullable EngineNews engine) {
        var decision = Decision.of(state);
        for (var channel : state.channels()) {
            if (wants(channel, notice) && !alreadyTold(decision.state(), notice.about(), channel)) {
                var ref = new NoticeWork.ChannelRef(notice.place().project(), channel.name());
                decision = decision.with(decision.state().told(receipt(notice.about(), channel)))
                        .open(
                                ref.toString(),
                                engine == null ? "notice" : "engine",
                                new NoticeWork(ref, Address.of(channel), notice, engine));
            }
        }
        return decision;
    }

    private static boolean wants(Channel channel, Notice notice) {
        var kind = channel.on().isEmpty() || channel.on().contains(notice.kind().word());
        var place = channel.environments().isEmpty()
                || notice.place().environments().stream().anyMatch(channel.environments()::contains);
        return kind && place;
    }

    /** The guard against telling twice: a record may appear again with the same id. */
    protected boolean alreadyTold(NoticeState state, UUID fact, Channel channel) {
        return state.told().contains(receipt(fact, channel));
    }

    private static UUID receipt(UUID fact, Channel channel) {
        return Envelope.idOf(fact, "notice", channel.name());
    }
}
