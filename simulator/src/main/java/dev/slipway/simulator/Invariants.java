package dev.slipway.simulator;

import dev.slipway.events.ConfigEvent;
import dev.slipway.events.ConfigEvent.CommandRefused;
import dev.slipway.events.ConfigEvent.ConfigFailed;
import dev.slipway.events.ConfigEvent.ConfigUnchanged;
import dev.slipway.events.ConfigEvent.ConfigUpdated;
import dev.slipway.events.ConfigEvent.LineFreed;
import dev.slipway.events.ConfigEvent.LineHeld;
import dev.slipway.events.ConfigEvent.ReleaseEvent;
import dev.slipway.events.ConfigEvent.ReleaseHeld;
import dev.slipway.events.ConfigEvent.ReleaseRequested;
import dev.slipway.events.ConfigEvent.ReleaseSuperseded;
import dev.slipway.events.DesiredEvent.EnvironmentDesired;
import dev.slipway.events.Event;
import dev.slipway.events.Fact;
import dev.slipway.events.ImageEvent;
import dev.slipway.events.ImageEvent.BuildFailed;
import dev.slipway.events.NoticeEvent;
import dev.slipway.events.NoticeEvent.NoticeFailed;
import dev.slipway.events.PushEvent;
import dev.slipway.events.PushEvent.BranchPushed;
import dev.slipway.events.SyncEvent;
import dev.slipway.events.SyncEvent.EngineFound;
import dev.slipway.events.SyncEvent.EngineObserved;
import dev.slipway.events.SyncEvent.ReleaseLive;
import dev.slipway.events.SyncEvent.SyncAwaited;
import dev.slipway.events.SyncEvent.SyncFailed;
import dev.slipway.events.SyncEvent.SyncProgressed;
import dev.slipway.events.SyncEvent.SyncStarted;
import dev.slipway.events.values.Rank;
import dev.slipway.events.values.Release;
import dev.slipway.notifier.core.Notice;
import dev.slipway.simulator.engine.Log;
import dev.slipway.simulator.world.SimulatedConfig;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What must hold once everything has come to its end. */
final class Invariants {
    private final Suite suite;
    private final Log log;
    private final List<String> broken = new ArrayList<>();

    Invariants(Suite suite, Log log) {
        this.suite = suite;
        this.log = log;
    }

    /** @param cluster what ran before all environments left */
    Report check(long seed, int steps, int crashes, Map<String, String> cluster) {
        var pushes = distinct(log.facts("push", PushEvent.class));
        nothingIsLeft();
        eachChangeOfARefIsOneFact(pushes);
        theNewestHeadsAreKnown(pushes);
        new HintInvariants(log, this::expect).check(pushes);
        new BuildInvariants(suite, log, this::expect).check(pushes);
        everyReleaseEnds();
        new ProposalInvariants(suite, log, this::expect).check();
        new LineInvariants(suite, log, this::expect).check();
        new PromotionInvariants(log, this::expect).check();
        new PinInvariants(suite, log, this::expect).check();
        var engines = new EngineInvariants(log, this::expect);
        engines.check(distinct(log.facts("sync", EngineObserved.class)));
        engines.checkFound(distinct(log.facts("sync", EngineFound.class)));
        new SyncInvariants(log, this::expect).check();
        var leaving = new LeavingInvariants(log, this::expect);
        leaving.check();
        expect(suite.world().cluster().imageByNamespace().equals(cluster), "what ran was touched when all left");
        new InstallInvariants(suite, log, this::expect).check();
        new FollowingInvariants(suite, log, this::expect).check();
        new StatusInvariants(suite, log, this::expect).check();
        RowsAhead.of(log).check(this::expect);
        aReleaseHasOneCommit();
        aLinesCommitsRise();
        whatIsDesiredGoesForward();
        theClusterHasWhatTheBranchSays();
        everyEndIsToldOnce();
        howAnEnvironmentIsIsToldOnce();
        return new Report(
                seed,
                steps,
                crashes,
                pushes.size(),
                suite.world().config().commits().size(),
                broken);
    }

    private void nothingIsLeft() {
        expect(suite.openRows().isEmpty(), "work is left open: " + suite.openRows());
        expect(suite.deadLetters() == 0, suite.deadLetters() + " dead letters");
    }

    private void eachChangeOfARefIsOneFact(Collection<Fact<PushEvent>> pushes) {
        var seen = new HashMap<String, PushEvent>();
        for (var push : pushes) {
            var same = seen.put(push.event().subject(), push.event());
            expect(
                    same == null || same.equals(push.event()),
                    "two changes have one ordinal: " + push.event().subject());
        }
        for (var project : Catalogs.projects()) {
            for (var branch : Catalogs.BRANCHES) {
                var afters = pushes.stream()
                        .map(Fact::event)
                        .filter(BranchPushed.class::isInstance)
                        .map(BranchPushed.class::cast)
                        .filter(e -> e.project().equals(project.project())
                                && e.branch().equals(branch))
                        .map(BranchPushed::after)
                        .toList();
                expect(
                        afters.size() == Set.copyOf(afters).size(),
                        project.project() + " heard twice of a push to " + branch);
            }
        }
    }

    private void theNewestHeadsAreKnown(Collection<Fact<PushEvent>> pushes) {
        suite.world().forge().heads().forEach((branch, head) -> {
            for (var project : Catalogs.projects()) {
                expect(
                        pushes.stream()
                                .map(Fact::event)
                                .anyMatch(e -> e instanceof BranchPushed push
                                        && push.project().equals(project.project())
                                        && push.branch().equals(branch)
                                        && push.after().equals(head)),
                        project.project() + " never heard of " + branch + " at " + head);
            }
        });
    }

    private void everyReleaseEnds() {
        var ends = new LinkedHashMap<UUID, Set<String>>();
        var lines = new HeldLines(log);
        var proposed = new HashSet<UUID>();
        for (var fact : distinct(log.facts("config", ConfigEvent.class))) {
            if (!(fact.event() instanceof ReleaseEvent event)) {
                continue;
            }
            var id = event.release().id();
            switch (event) {
                case ReleaseRequested _, ReleaseHeld _, ConfigUpdated _ -> ends.putIfAbsent(id, new TreeSet<>());
                case ConfigEvent.ConfigProposed _ -> proposed.add(id);
                case ReleaseSuperseded _ ->
                    ends.computeIfAbsent(id, _ -> new TreeSet<>()).add("superseded");
                case ConfigUnchanged _ ->
                    ends.computeIfAbsent(id, _ -> new TreeSet<>()).add("unchanged");
                case ConfigFailed _ ->
                    ends.computeIfAbsent(id, _ -> new TreeSet<>()).add("failed");
            }
        }
        for (var fact : distinct(log.facts("sync", SyncEvent.class))) {
            if (!(fact.event() instanceof SyncEvent.OfRelease event)) {
                continue;
            }
            var id = event.release().id();
            switch (event) {
                case ReleaseLive _ ->
                    ends.computeIfAbsent(id, _ -> new TreeSet<>()).add("live");
                case SyncFailed failed ->
                    ends.computeIfAbsent(id, _ -> new TreeSet<>())
                            .add(LeavingInvariants.isLeaving(failed) ? "left" : "failed");
                case SyncAwaited _, SyncStarted _, SyncProgressed _ ->
                    expect(ends.containsKey(id), "a sync of an unknown release");
            }
        }
        // What the branch said already may still have to be told live.
        ends.values().stream().filter(how -> how.size() > 1).forEach(how -> how.remove("unchanged"));
        // And what ended with its environment goes on with it.
        ends.values().stream().filter(how -> how.size() > 1).forEach(how -> how.remove("left"));
        var askedAgain = RowsAhead.of(log).askedAgain();
        ends.forEach((release, how) -> expect(
                how.size() == 1
                        || (askedAgain.contains(release) && how.equals(Set.of("failed", "live")))
                        || (how.isEmpty() && lines.waits(release))
                        || (proposed.contains(release)
                                && how.size() == 2
                                && how.contains("failed")), // closed, then replayed
                "release " + release + " ended as " + how));
    }

    private void aReleaseHasOneCommit() {
        var commits = ours().collect(Collectors.groupingBy(Release::id, Collectors.counting()));
        commits.forEach((release, count) -> expect(count == 1, "release " + release + " has " + count + " commits"));
    }

    private void aLinesCommitsRise() {
        var newest = new HashMap<String, Rank>();
        ours().forEach(release -> {
            var before = newest.put(line(release), release.rank());
            expect(
                    before == null || release.rank().isAfter(before),
                    line(release) + ": " + release.rank() + " was committed after " + before);
        });
    }

    private Stream<Release> ours() {
        return suite.world().config().commits().stream()
                .map(SimulatedConfig.Commit::release)
                .filter(Objects::nonNull);
    }

    private void whatIsDesiredGoesForward() {
        var branch = suite.world().config().commits().stream()
                .map(SimulatedConfig.Commit::id)
                .toList();
        var newest = new HashMap<String, Integer>();
        for (var fact : distinct(log.facts("desired." + Catalogs.CLUSTER, EnvironmentDesired.class))) {
            var desired = fact.event();
            if (RowsAhead.isAhead(desired)) {
                continue; // of a rollback that Git follows
            }
            var at = branch.indexOf(desired.source().commit());
            var before = newest.put(desired.environment().toString(), at);
            expect(before == null || at >= before, desired.subject() + " goes back to an older commit of its branch");
        }
    }

    private void theClusterHasWhatTheBranchSays() {
        var live = suite.world().cluster().imageByNamespace();
        for (var project : Catalogs.projects()) {
            for (var environment : project.environments()) {
                var wanted =
                        suite.world().config().contentOf(environment.config().path());
                expect(
                        Objects.equals(live.getOrDefault(environment.namespace(), ""), wanted),
                        environment.namespace() + " runs something else than its branch says");
            }
        }
    }

    private void everyEndIsToldOnce() {
        var ids = new HashMap<UUID, Integer>();
        distinct(log.facts("sync", SyncEvent.class)).stream()
                .filter(f -> f.event() instanceof ReleaseLive
                        || f.event() instanceof SyncFailed
                        || f.event() instanceof SyncAwaited)
                .forEach(f -> ids.put(f.envelope().id(), 0));
        distinct(log.facts("config", ConfigEvent.class)).stream()
                .filter(f -> isTold(f.event()))
                .forEach(f -> ids.put(f.envelope().id(), 0));
        distinct(log.facts("image", ImageEvent.class)).stream()
                .filter(f -> f.event() instanceof BuildFailed)
                .forEach(f -> ids.put(f.envelope().id(), 0));
        for (var message : suite.world().chat().messages()) {
            if (!message.perhapsRepeated()) {
                ids.merge(message.about(), 1, Integer::sum);
            }
        }
        ids.forEach((id, times) -> expect(times <= 1, "a message went out " + times + " times unmarked"));
        var told = suite.world().chat().messages().stream().map(m -> m.about()).collect(Collectors.toSet());
        ids.keySet().forEach(id -> expect(told.contains(id) || refused(id), "nobody was told of " + id));
    }

    private void howAnEnvironmentIsIsToldOnce() {
        var last = new HashMap<Notice.Place, Notice.Headline>();
        for (var message : suite.world().chat().messages()) {
            var headline = message.headline();
            if (message.kind() != Notice.Kind.ENGINE || headline == null) {
                continue;
            }
            var before = last.put(message.place(), headline);
            expect(
                    before != headline || message.perhapsRepeated(),
                    message.place() + " was told again to be so: " + headline);
            expect(
                    before != null || headline != Notice.Headline.ENGINE_WELL,
                    message.place() + " is told to be well again, and nobody was told that it was not");
        }
    }

    private static boolean isTold(ConfigEvent event) {
        return switch (event) {
            case ConfigFailed _,
                    ReleaseHeld _,
                    ConfigEvent.ConfigProposed _,
                    LineHeld _,
                    CommandRefused _,
                    ConfigEvent.ChangesNotMerged _,
                    ConfigEvent.PinUnmet _ -> true;
            case LineFreed freed -> freed.by() != null;
            case ReleaseSuperseded superseded -> superseded.lost() != null;
            case ConfigUnchanged unchanged -> unchanged.release().isBack();
            case ReleaseRequested _, ConfigUpdated _, ConfigEvent.SyncGranted _ -> false;
        };
    }

    private boolean refused(UUID about) {
        return log.facts("notice", NoticeEvent.class).stream()
                .anyMatch(f -> f.event().about().equals(about) && f.event() instanceof NoticeFailed);
    }

    /** A record may appear twice with the same id. */
    static <E extends Event> Collection<Fact<E>> distinct(List<Fact<E>> facts) {
        Map<UUID, Fact<E>> byId = new LinkedHashMap<>();
        facts.forEach(fact -> byId.putIfAbsent(fact.envelope().id(), fact));
        return byId.values();
    }

    static String line(Release release) {
        return release.environment() + "/" + release.application();
    }

    private void expect(boolean holds, String otherwise) {
        if (!holds && broken.size() < 20) {
            broken.add(otherwise);
        }
    }
}
