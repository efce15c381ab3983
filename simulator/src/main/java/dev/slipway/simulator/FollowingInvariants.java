package dev.slipway.simulator;

import dev.slipway.events.ConfigEvent;
import dev.slipway.events.ConfigEvent.ChangesNotMerged;
import dev.slipway.events.Fact;
import dev.slipway.events.catalog.Environment;
import dev.slipway.events.values.CommitId;
import dev.slipway.events.values.EnvironmentRef;
import dev.slipway.simulator.BuildInvariants.Expectation;
import dev.slipway.simulator.engine.Log;
import dev.slipway.simulator.world.SimulatedConfig;
import dev.slipway.simulator.world.SimulatedFolders;
import dev.slipway.simulator.world.SimulatedFolders.Version;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What must hold of what people change in the branch that config branches are made from. */
final class FollowingInvariants {
    private final World world;
    private final List<ChangesNotMerged> told;
    private final Expectation expectation;

    FollowingInvariants(Suite suite, Log log, Expectation expectation) {
        world = suite.world();
        told = leftOf(Invariants.distinct(log.facts("config", ConfigEvent.class)));
        this.expectation = expectation;
    }

    private static List<ChangesNotMerged> leftOf(Collection<Fact<ConfigEvent>> facts) {
        return facts.stream()
                .map(Fact::event)
                .filter(ChangesNotMerged.class::isInstance)
                .map(ChangesNotMerged.class::cast)
                .filter(left -> left.from().equals(SimulatedFolders.BRANCH))
                .toList();
    }

    void check() {
        whatIsMergedIsMergedOnce();
        whatIsLeftIsToldOnce();
        whichImageRunsIsNotTaken();
        for (var project : Catalogs.projects()) {
            for (var environment : project.environments()) {
                if (!environment.config().proposes()) {
                    theNewestIsMergedOrTold(project.ref(environment), environment);
                }
            }
        }
    }

    private void whatIsMergedIsMergedOnce() {
        var merged = new HashSet<Object>();
        for (var merge : world.folders().merges()) {
            expectation.that(
                    merged.add(List.of(merge.path(), merge.version())),
                    merge.version() + " was merged twice into " + merge.path());
        }
    }

    private void whatIsLeftIsToldOnce() {
        var seen = new HashMap<Object, CommitId>();
        for (var left : told) {
            var path = left.environment().project() + "/" + left.environment().name();
            var key = List.of(left.environment(), versionAt(path, left.commit()));
            var before = seen.put(key, left.commit());
            expectation.that(before == null, left.environment() + " was told twice of " + key);
        }
    }

    private void whichImageRunsIsNotTaken() {
        var commits = world.config().commits();
        for (var merge : world.folders().merges()) {
            var at = commits.stream().map(SimulatedConfig.Commit::id).toList().indexOf(merge.commit());
            var before = at == 0 ? "" : commits.get(at - 1).contentOf(merge.path());
            for (var application : List.of("app", "web")) {
                expectation.that(
                        Objects.equals(
                                partOf(before, application),
                                partOf(commits.get(at).content(), application)),
                        "what was merged into " + merge.path() + " says which image of " + application + " runs");
            }
        }
    }

    /** Or people have put the same there. */
    private void theNewestIsMergedOrTold(EnvironmentRef ref, Environment environment) {
        var path = environment.config().path();
        var versions = world.folders().versions().getOrDefault(path, List.of());
        if (versions.isEmpty()) {
            return;
        }
        var newest = versions.getLast();
        for (var part : List.of(SimulatedFolders.FOLLOWED, "by-hand")) {
            var wanted = partOf(newest.content(), part);
            var isMerged = world.folders().merges().stream()
                    .anyMatch(merge -> merge.path().equals(path)
                            && Objects.equals(partOf(contentOf(merge.commit(), path), part), wanted));
            var isTold = told.stream()
                    .anyMatch(left -> left.environment().equals(ref)
                            && left.files().contains(part)
                            && Objects.equals(
                                    partOf(versionAt(path, left.commit()).content(), part), wanted));
            expectation.that(
                    wanted == null
                            || isMerged
                            || isTold
                            || wanted.equals(partOf(world.config().contentOf(path), part)),
                    part + " of " + newest + " is neither in " + path + " nor told");
        }
    }

    private Version versionAt(String path, CommitId commit) {
        var versions = world.folders().versions().getOrDefault(path, List.of());
        return versions.stream()
                .filter(version -> version.commit().value().compareTo(commit.value()) <= 0)
                .reduce((_, later) -> later)
                .orElse(new Version(commit, ""));
    }

    private String contentOf(CommitId commit, String path) {
        return world.config().commits().stream()
                .filter(each -> each.id().equals(commit))
                .map(each -> each.contentOf(path))
                .findFirst()
                .orElse("");
    }

    private static @Nullable String partOf(String content, String part) {
        for (var each : content.split(";", -1)) {
            if (each.startsWith(part + "=")) {
                return each.substring(part.length() + 1);
            }
        }
        return null;
    }
}
