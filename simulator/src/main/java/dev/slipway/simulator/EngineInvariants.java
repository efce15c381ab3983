package dev.slipway.simulator;

import dev.slipway.events.Fact;
import dev.slipway.events.SyncEvent.EngineFound;
import dev.slipway.events.SyncEvent.EngineObserved;
import dev.slipway.events.values.EnvironmentRef;
import dev.slipway.simulator.BuildInvariants.Expectation;
import dev.slipway.simulator.engine.Log;
import dev.slipway.syncservice.core.EngineInspected;
import dev.slipway.syncservice.core.EngineSeen;
import java.util.Collection;
import java.util.HashMap;

/** What must hold of what is told of engines: each transition once, and in the end what the last act has seen. */
final class EngineInvariants {
    private static final String HINTS = "sync-service." + Catalogs.CLUSTER + ".hint";
    private final Log log;
    private final Expectation expectation;

    EngineInvariants(Log log, Expectation expectation) {
        this.log = log;
        this.expectation = expectation;
    }

    void check(Collection<Fact<EngineObserved>> told) {
        var last = new HashMap<EnvironmentRef, EngineObserved>();
        var away = LeavingInvariants.wereAway(log);
        for (var fact : told) {
            var now = fact.event();
            var before = last.put(now.environment(), now);
            expectation.that(
                    before == null || !isSame(before, now) || away.contains(now.environment()),
                    now + " was told after " + before);
        }
        var seen = new HashMap<EnvironmentRef, EngineSeen>();
        log.facts(HINTS, EngineSeen.class).forEach(fact -> seen.put(fact.event().environment(), fact.event()));
        seen.forEach((environment, hint) -> {
            var of = last.get(environment);
            expectation.that(
                    of != null
                            && of.sync() == hint.observation().sync()
                            && of.health() == hint.observation().health(),
                    environment + " is told to be " + of + ", and was seen last as " + hint);
        });
        expectation.that(!seen.isEmpty() || told.isEmpty(), "engines are told of that nobody saw");
    }

    /** Of each engine itself: told on a change only, and in the end what was found last, however late it was said. */
    void checkFound(Collection<Fact<EngineFound>> told) {
        var last = new HashMap<String, EngineFound>();
        for (var fact : told) {
            var now = fact.event();
            var before = last.put(now.engine(), now);
            expectation.that(before == null || before.health() != now.health(), now + " was told after " + before);
        }
        var newest = new HashMap<String, EngineInspected>();
        log.facts(HINTS, EngineInspected.class)
                .forEach(fact -> newest.merge(
                        fact.event().finding().engine(),
                        fact.event(),
                        (one, other) -> one.at().isAfter(other.at()) ? one : other));
        newest.forEach((engine, hint) -> {
            var of = last.get(engine);
            expectation.that(
                    of != null && of.health() == hint.finding().health(),
                    engine + " is told to be " + of + ", and was found last as " + hint);
        });
    }

    private static boolean isSame(EngineObserved before, EngineObserved now) {
        return before.sync() == now.sync()
                && before.health() == now.health()
                && before.object().equals(now.object())
                && String.valueOf(before.revision()).equals(String.valueOf(now.revision()));
    }
}
