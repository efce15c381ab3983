package dev.slipway.simulator;

import dev.slipway.events.CommandEvent.InstallEngine;
import dev.slipway.events.DesiredEvent.EngineDesired;
import dev.slipway.events.Fact;
import dev.slipway.events.SyncEvent.EngineInstallFailed;
import dev.slipway.events.SyncEvent.EngineInstalled;
import dev.slipway.events.SyncEvent.EngineInstalling;
import dev.slipway.events.SyncEvent.OfInstallation;
import dev.slipway.simulator.BuildInvariants.Expectation;
import dev.slipway.simulator.engine.Log;
import dev.slipway.simulator.world.SimulatedSite;
import java.util.List;
import java.util.stream.Collectors;

/** Each installation that was asked for ends once, says little until then, and one that ended well is whole. */
record InstallInvariants(Suite suite, Log log, Expectation expectation) {
    private static final int STEPS_MAX = 21;

    void check() {
        var commands = Invariants.distinct(log.facts("command", InstallEngine.class));
        var desired = Invariants.distinct(log.facts("desired." + Catalogs.CLUSTER, EngineDesired.class));
        var said = Invariants.distinct(log.facts("sync", OfInstallation.class)).stream()
                .collect(Collectors.groupingBy(fact -> fact.envelope().cause()));
        for (var command : commands) {
            var rows = desired.stream()
                    .filter(row -> command.envelope().id().equals(row.envelope().cause()))
                    .toList();
            expectation.that(rows.size() == 1, command + " was handed on " + rows.size() + " times");
            rows.forEach(row -> ended(row, said.getOrDefault(row.envelope().id(), List.of())));
        }
    }

    private void ended(Fact<EngineDesired> row, List<Fact<OfInstallation>> said) {
        var ends = said.stream()
                .map(Fact::event)
                .filter(event -> !(event instanceof EngineInstalling))
                .toList();
        expectation.that(ends.size() == 1, row + " ended with " + ends);
        expectation.that(said.size() - ends.size() <= STEPS_MAX, row + " was told of " + said.size() + " times");
        for (var end : ends) {
            var isWrong = row.event().sha256().equals(Installs.WRONG);
            expectation.that(!(isWrong && end instanceof EngineInstalled), row + " is not what was asked for");
            expectation.that(
                    !(end instanceof EngineInstalled) || suite.site().applied().equals(SimulatedSite.OBJECTS),
                    row + " is not whole: " + suite.site().applied());
            expectation.that(
                    !(end instanceof EngineInstallFailed failed)
                            || isWrong
                            || failed.failure().seen().contains("another installation")
                            || failed.failure().seen().startsWith("tried"),
                    row + " failed: " + end);
        }
    }
}
