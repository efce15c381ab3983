package dev.slipway.notifier.core;

import dev.slipway.events.Envelope;
import dev.slipway.events.SyncEvent.EngineObserved;
import dev.slipway.events.values.EnvironmentRef;
import dev.slipway.events.values.Release;
import dev.slipway.notifier.core.EngineWatch.Muted;
import dev.slipway.service.decide.Decision;
import java.time.Instant;
import java.util.function.UnaryOperator;

/** What is told of environments between releases: that one is not well any more, and that it is again. */
final class EngineDecider {
    private final Telling telling;

    EngineDecider(Telling telling) {
        this.telling = telling;
    }

    /** Opens the rows of a notice. */
    @FunctionalInterface
    interface Telling {
        Decision<NoticeState> tell(NoticeState state, Notice notice, EngineNews news);
    }

    Decision<NoticeState> observed(NoticeState state, EngineObserved seen, Envelope envelope) {
        var environment = seen.environment();
        var condition = Condition.of(seen);
        var before = state.engine(environment.name()).orElse(null);
        if (before == null || before.knows(seen.since())) {
            return Decision.of(state);
        }
        var watch = before.seen(condition, seen.since());
        var news = new Muted(envelope.id(), new Notice.Engine(seen.object(), seen.message(), seen.since()));
        if (condition == before.condition() || (!condition.isBad() && !before.told())) {
            return Decision.of(state.engine(environment.name(), watch));
        }
        if (condition.isBad() && watch.isMuted(condition, seen.since())) {
            return Decision.of(state.engine(environment.name(), watch.muted(news)));
        }
        return told(state, environment, watch, condition, news, seen.since());
    }

    /** What was not told because of the release is told now, if it is still so. */
    Decision<NoticeState> live(NoticeState before, Release release, Envelope envelope) {
        var state = changed(before, release, watch -> watch.ended(release));
        var environment = release.environment();
        var watch = state.engine(environment.name()).orElse(EngineWatch.NEW);
        var muted = watch.muted();
        var condition = watch.condition();
        if (muted == null || condition == null || watch.isMuted(condition, envelope.time())) {
            return Decision.of(state);
        }
        return told(state, environment, watch, condition, muted, envelope.time());
    }

    NoticeState releasing(NoticeState state, Release release, Envelope envelope, boolean awaits) {
        return changed(state, release, watch -> watch.releasing(release, envelope.time(), awaits));
    }

    NoticeState changed(NoticeState state, Release release, UnaryOperator<EngineWatch> change) {
        var name = release.environment().name();
        return state.engine(name)
                .map(watch -> state.engine(name, change.apply(watch)))
                .orElse(state);
    }

    private Decision<NoticeState> told(
            NoticeState state,
            EnvironmentRef environment,
            EngineWatch watch,
            Condition condition,
            Muted said,
            Instant seen) {
        var news = new EngineNews(environment.name(), condition, seen, watch.toldFrom(condition, seen));
        return telling.tell(
                state.engine(environment.name(), watch.told(condition != Condition.WELL)),
                News.engine(environment, condition, said.fact(), said.engine()),
                news);
    }
}
