package dev.slipway.simulator;

import dev.slipway.events.CatalogEvent;
import dev.slipway.events.CatalogEvent.ProjectDeclared;
import dev.slipway.events.DesiredEvent.EnvironmentDesired;
import dev.slipway.events.Fact;
import dev.slipway.events.SyncEvent.SyncFailed;
import dev.slipway.events.values.EnvironmentRef;
import dev.slipway.simulator.BuildInvariants.Expectation;
import dev.slipway.simulator.engine.Log;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** What must hold of environments that leave the catalog, and come back; in the end all of them have left. */
final class LeavingInvariants {
    private final Log log;
    private final Expectation expectation;
    private final Map<EnvironmentRef, List<EnvironmentDesired>> rows;

    LeavingInvariants(Log log, Expectation expectation) {
        this.log = log;
        this.expectation = expectation;
        rows = Invariants.distinct(log.facts("desired." + Catalogs.CLUSTER, EnvironmentDesired.class)).stream()
                .map(Fact::event)
                .sorted(Comparator.comparingLong(EnvironmentDesired::generation))
                .collect(Collectors.groupingBy(EnvironmentDesired::environment));
    }

    void check() {
        var times = timesLeft();
        rows.forEach((environment, its) -> {
            expectation.that(its.getLast().hasLeft(), environment + " has left, and nobody was told");
            var left = 0;
            var wasThere = false;
            for (var row : its) {
                left += wasThere && row.hasLeft() ? 1 : 0;
                wasThere = !row.hasLeft();
            }
            expectation.that(
                    left <= times.getOrDefault(environment, 0),
                    environment + " left " + times.get(environment) + " times, and it was told " + left + " times");
        });
        whatIsOnItsWayEndsWithEachLeavingOnce(times);
    }

    private Map<EnvironmentRef, Integer> timesLeft() {
        var times = new HashMap<EnvironmentRef, Integer>();
        var there = new HashMap<String, Set<EnvironmentRef>>();
        for (var fact : Invariants.distinct(log.facts("catalog", CatalogEvent.class))) {
            var now = new HashSet<EnvironmentRef>();
            if (fact.event() instanceof ProjectDeclared(var project, var _)) {
                project.environments().forEach(each -> now.add(project.ref(each)));
            }
            var before = there.put(fact.event().project(), now);
            if (before != null) {
                before.stream().filter(each -> !now.contains(each)).forEach(each -> times.merge(each, 1, Integer::sum));
            }
        }
        return times;
    }

    private void whatIsOnItsWayEndsWithEachLeavingOnce(Map<EnvironmentRef, Integer> times) {
        var ended = new HashMap<UUID, Integer>();
        for (var fact : Invariants.distinct(log.facts("sync", SyncFailed.class))) {
            if (isLeaving(fact.event())) {
                var release = fact.event().release();
                var told = ended.merge(release.id(), 1, Integer::sum);
                expectation.that(isNamed(release.id()), release + " ended with its environment, and no row named it");
                expectation.that(
                        told <= times.getOrDefault(release.environment(), 0),
                        release + " ended " + told + " times with its environment");
            }
        }
    }

    private boolean isNamed(UUID release) {
        return rows.values().stream()
                .flatMap(List::stream)
                .filter(EnvironmentDesired::hasLeft)
                .flatMap(row -> row.releases().stream())
                .anyMatch(each -> each.release().id().equals(release));
    }

    /** It goes on when its environment comes back. */
    static boolean isLeaving(SyncFailed failed) {
        return failed.failure().seen().contains("no longer declared");
    }

    /** That have left before the end, when all do. */
    static Set<EnvironmentRef> wereAway(Log log) {
        var away = new HashSet<EnvironmentRef>();
        for (var fact : log.facts("catalog", ProjectDeclared.class)) {
            var project = fact.event().declared();
            Catalogs.whole(project).environments().stream()
                    .filter(each -> project.environment(each.name()).isEmpty())
                    .forEach(each -> away.add(project.ref(each)));
        }
        return away;
    }
}
