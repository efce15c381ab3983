package dev.slipway.simulator;

import dev.slipway.events.Fact;
import dev.slipway.events.SyncEvent.EngineObserved;
import dev.slipway.events.values.EnvironmentRef;
import dev.slipway.simulator.BuildInvariants.Expectation;
import dev.slipway.simulator.engine.Log;
import dev.slipway.syncservice.core.EngineSeen;
import java.util.Collection;
import java.util.HashMap;

/** What must hold of what is told of engines: each transition once, and in the end what the last act has seen. */
final class EngineInvariants {
    private final Log log;
    private final Expectation expectation;

    EngineInvariants(Log log, Expectation expectation) {
        this.log = log;
        this.expectation = expectation;
    }

    void check(Collection<Fact<EngineObserved>> told) {
        var last = new HashMap<EnvironmentRef, EngineObserved>();
        for (var fact : told) {
            var now = fact.event();
            var before = last.put(now.environment(), now);
            expectation.that(before == null || !isSame(before, now), now + " was told after " + before);
        }
        var seen = new HashMap<EnvironmentRef, EngineSeen>();
        log.facts("sync-service." + Catalogs.CLUSTER + ".hint", EngineSeen.class)
                .forEach(fact -> seen.put(fact.event().environment(), fact.event()));
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

    private static boolean isSame(EngineObserved before, EngineObserved now) {
        return before.sync() == now.sync()
                && before.health() == now.health()
                && before.object().equals(now.object())
                && String.valueOf(before.revision()).equals(String.valueOf(now.revision()));
    }
}
