package dev.slipway.syncservice.core;

import dev.slipway.events.DesiredEvent.EnvironmentDesired;
import dev.slipway.events.values.EngineHealth;
import dev.slipway.events.values.EnvironmentRef;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What of all that is seen of engines is worth telling: a state that has held for a while, once; and from time to time once more, for what
 * got lost. Without I/O and without a clock: time comes with each look.
 */
public final class Observer {
    /** A link may be cut for a moment, and an API server restarts. */
    private static final int LOST_SETTLES = 8;

    static final Duration TOLD_AGAIN = Duration.ofMinutes(10);

    /** So long somebody who tells again is believed to be there. */
    static final Duration WITNESSED = TOLD_AGAIN.multipliedBy(2);

    /** What is not there has no version: who has not seen it before is believed when no watch lags behind any more. */
    private static final Duration MISSING_AGAIN = Told.LAG_MAX.plusSeconds(10);

    private final Duration settle;
    private final String witness;
    private final Map<EnvironmentRef, Standing> standings = new ConcurrentHashMap<>();

    /** @param settle for so long a state must hold before it is told */
    public Observer(Duration settle, String witness) {
        this.settle = settle;
        this.witness = witness;
    }

    /** @param told the last that was told, and when */
    private record Standing(EngineSeen seen, @Nullable Last told) {

        /** @param first of this state */
        record Last(EngineSeen seen, Instant at, boolean first) {

            Instant again() {
                return at.plus(
                        first && seen.observation().health() == EngineHealth.MISSING ? MISSING_AGAIN : TOLD_AGAIN);
            }
        }

        static Standing after(@Nullable Standing before, EngineSeen seen) {
            return new Standing(seen, before == null ? null : before.told);
        }

        boolean isNews(Instant now) {
            return told == null || isFirst() || !now.isBefore(told.again());
        }

        boolean isFirst() {
            return told == null || seen.isNewsAfter(told.seen.observation());
        }

        Standing toldAt(Instant now) {
            return new Standing(seen, new Last(seen, now, isFirst()));
        }
    }

    /** @return what is to be told now */
    public Optional<EngineSeen> sees(EnvironmentDesired desired, Sighting sighting, Instant now) {
        return stands(EngineSeen.of(desired, sighting, now, witness), settle, now);
    }

    /** Nobody tells how the object is. */
    public Optional<EngineSeen> loses(EnvironmentDesired desired, String object, String why, Instant now) {
        var nothing = new Sighting(Observation.lost(desired.engine(), object, why), 0);
        var seen = EngineSeen.of(desired, nothing, now, witness).asLost();
        return stands(seen, settle.multipliedBy(LOST_SETTLES), now);
    }

    private Optional<EngineSeen> stands(EngineSeen seen, Duration holds, Instant now) {
        var before = standings.get(seen.environment());
        var since = before != null && seen.observation().isLike(before.seen.observation()) ? before.seen.since() : now;
        var standing = Standing.after(before, seen.firstAt(since));
        standings.put(seen.environment(), standing);
        if (now.isBefore(since.plus(holds)) || !standing.isNews(now)) {
            return Optional.empty();
        }
        standings.put(seen.environment(), standing.toldAt(now));
        return Optional.of(standing.seen);
    }

    /** It did not get to where it is decided on, and is to be told again. */
    public void untold(EngineSeen seen) {
        standings.computeIfPresent(seen.environment(), (_, standing) -> new Standing(standing.seen, null));
    }

    public void forgetAllBut(Set<EnvironmentRef> watched) {
        standings.keySet().retainAll(watched);
    }

    /** How many environments are so now. */
    public long count(EngineHealth health) {
        return standings.values().stream()
                .filter(standing -> standing.seen.observation().health() == health)
                .count();
    }
}
