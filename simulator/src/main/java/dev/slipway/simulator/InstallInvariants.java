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
import java.util.Optional;
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
                .filter(fact -> !(fact.event() instanceof EngineInstalling))
                .toList();
        expectation.that(ends.size() == 1, row + " ended with " + ends);
        expectation.that(said.size() - ends.size() <= STEPS_MAX, row + " was told of " + said.size() + " times");
        for (var end : ends) {
            switch (end.event()) {
                case EngineInstalled installed -> isWhole(row, end, installed);
                case EngineInstallFailed failed -> mayFail(row, failed);
                case EngineInstalling _ -> {}
            }
        }
    }

    private void isWhole(Fact<EngineDesired> row, Fact<OfInstallation> end, EngineInstalled installed) {
        var version = version(row);
        expectation.that(version.isPresent(), row + " is not what was asked for");
        expectation.that(version.equals(Optional.ofNullable(installed.version())), row + " is called " + installed);
        var there = suite.installs().at(end.envelope().id());
        expectation.that(
                version.map(SimulatedSite::whole).filter(there::equals).isPresent(), row + " is not whole: " + there);
    }

    private void mayFail(Fact<EngineDesired> row, EngineInstallFailed failed) {
        var seen = failed.failure().seen();
        var isOlder =
                version(row).filter(SimulatedSite.VERSIONS.getFirst()::equals).isPresent();
        expectation.that(
                version(row).isEmpty()
                        || seen.contains("another installation")
                        || seen.startsWith("tried")
                        || (isOlder && seen.endsWith("is there, which is newer")),
                row + " failed: " + failed);
    }

    private static Optional<String> version(Fact<EngineDesired> row) {
        return SimulatedSite.VERSIONS.stream()
                .filter(version ->
                        SimulatedSite.sha256(version).equals(row.event().sha256()))
                .findFirst();
    }
}
