package dev.slipway.simulator;

import dev.slipway.events.CatalogEvent.ProjectDeclared;
import dev.slipway.events.CommandEvent.Deploy;
import dev.slipway.events.CommandEvent.FreeLine;
import dev.slipway.events.CommandEvent.HoldLine;
import dev.slipway.events.CommandEvent.OfLine;
import dev.slipway.events.CommandEvent.Promote;
import dev.slipway.events.CommandEvent.Rollback;
import dev.slipway.events.CommandEvent.Sync;
import dev.slipway.events.ConfigEvent;
import dev.slipway.events.ConfigEvent.CommandRefused;
import dev.slipway.events.ConfigEvent.ConfigFailed;
import dev.slipway.events.ConfigEvent.ConfigUnchanged;
import dev.slipway.events.ConfigEvent.ConfigUpdated;
import dev.slipway.events.ConfigEvent.LineEvent;
import dev.slipway.events.ConfigEvent.LineFreed;
import dev.slipway.events.ConfigEvent.LineHeld;
import dev.slipway.events.ConfigEvent.ReleaseHeld;
import dev.slipway.events.ConfigEvent.ReleaseRequested;
import dev.slipway.events.ConfigEvent.ReleaseSuperseded;
import dev.slipway.events.Fact;
import dev.slipway.events.ImageEvent;
import dev.slipway.events.ImageEvent.ImageBuilt;
import dev.slipway.events.PushEvent;
import dev.slipway.events.PushEvent.TagPushed;
import dev.slipway.events.catalog.Environment;
import dev.slipway.events.values.ApplicationRef;
import dev.slipway.events.values.Origin;
import dev.slipway.events.values.Release;
import dev.slipway.simulator.BuildInvariants.Expectation;
import dev.slipway.simulator.engine.Log;
import dev.slipway.simulator.world.SimulatedConfig;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What must hold of lines that people and failures turned, held and freed. */
final class LineInvariants {
    private final Suite suite;
    private final Log log;
    private final Expectation expectation;
    private final Collection<Fact<ConfigEvent>> config;
    private final Set<String> forced;

    LineInvariants(Suite suite, Log log, Expectation expectation) {
        this.suite = suite;
        this.log = log;
        this.expectation = expectation;
        config = Invariants.distinct(log.facts("config", ConfigEvent.class));
        forced = log.facts("image", ImageEvent.class).stream()
                .map(Fact::event)
                .filter(event -> event instanceof ImageBuilt built && Boolean.TRUE.equals(built.forced()))
                .map(event -> event.project() + "@" + event.ordinal())
                .collect(Collectors.toSet());
    }

    void check() {
        everyCommandIsAnsweredOnce();
        everyFailureTurnsALineOnce();
        whatAHoldKeepsOutWaitsForAPerson();
        whatWasLeftDoesNotComeBackByItself();
    }

    private void everyCommandIsAnsweredOnce() {
        var following = log.facts("config", ConfigEvent.class).stream()
                .filter(fact -> fact.envelope().cause() != null)
                .collect(Collectors.groupingBy(fact -> fact.envelope().cause()));
        var away = LeavingInvariants.wereAway(log);
        for (var command : Invariants.distinct(log.facts("command", OfLine.class))) {
            // One that is said again, and not only read again, is said at another time.
            var answered = following.getOrDefault(command.envelope().id(), List.of()).stream()
                    .filter(fact -> isAnswer(command.event(), fact.event()))
                    .map(fact -> fact.event() instanceof CommandRefused refused && away.contains(refused.environment())
                            ? "refused"
                            : fact.event().getClass().getSimpleName() + " at "
                                    + fact.envelope().time())
                    .collect(Collectors.toSet());
            expectation.that(answered.size() == 1, command.event() + " was answered by " + answered);
        }
    }

    private static boolean isAnswer(OfLine command, ConfigEvent said) {
        return switch (command) {
            case Promote _, Deploy _ -> said instanceof ReleaseRequested || said instanceof CommandRefused;
            case Rollback _, HoldLine _, FreeLine _, Sync _ -> said instanceof LineEvent;
        };
    }

    private void everyFailureTurnsALineOnce() {
        var turned = config.stream()
                .map(Fact::event)
                .filter(event -> event instanceof LineHeld held
                        && held.back() != null
                        && held.back().origin() == Origin.AUTO_ROLLBACK)
                .map(event -> Objects.requireNonNull(((LineHeld) event).left()))
                .collect(Collectors.groupingBy(Release::id, Collectors.counting()));
        turned.forEach((release, times) ->
                expectation.that(times == 1, "the failure of " + release + " turned its line " + times + " times"));
    }

    /** A release that comes while its line is held is written after the line was freed by a person, unless it frees the line itself. */
    private void whatAHoldKeepsOutWaitsForAPerson() {
        var holds = new HashMap<String, LineHeld>();
        var keptOut = new HashMap<UUID, String>();
        for (var fact : config) {
            switch (fact.event()) {
                case LineHeld held -> holds.put(HeldLines.name(held), held);
                case LineFreed freed -> {
                    var hold = holds.remove(HeldLines.name(freed));
                    expectation.that(
                            freed.by() != null || hold == null || !hold.firm(),
                            "a push freed what a person held: " + hold);
                    if (freed.by() != null) {
                        keptOut.values().removeIf(HeldLines.name(freed)::equals);
                    }
                }
                case ReleaseRequested requested -> {
                    var release = requested.release();
                    var hold = holds.get(Invariants.line(release));
                    if (hold != null && release.origin() == null && isKeptOut(hold, release)) {
                        keptOut.put(release.id(), Invariants.line(release));
                    }
                }
                case ConfigUpdated updated ->
                    expectation.that(
                            !keptOut.containsKey(updated.release().id()),
                            "a held line let in " + updated.release().id() + " by itself");
                case ReleaseHeld _,
                        ConfigEvent.ConfigProposed _,
                        ReleaseSuperseded _,
                        ConfigUnchanged _,
                        ConfigFailed _,
                        CommandRefused _,
                        ConfigEvent.ChangesNotMerged _,
                        ConfigEvent.PinUnmet _,
                        ConfigEvent.SyncGranted _ -> {}
            }
        }
    }

    private boolean isKeptOut(LineHeld hold, Release release) {
        return hold.firm() || forced.contains(release.environment().project() + "@" + release.ordinal());
    }

    /** The image that a line left by a rollback is written again only where somebody asked for it. */
    private void whatWasLeftDoesNotComeBackByItself() {
        var named = Stream.concat(log.facts("command", OfLine.class).stream().flatMap(this::named), pinned())
                .map(Release::image)
                .collect(Collectors.toSet());
        var left = new HashMap<UUID, Release>();
        for (var fact : config) {
            if (fact.event() instanceof LineHeld held && held.back() != null && held.left() != null) {
                left.put(held.back().id(), held.left());
            }
        }
        byLine().forEach((line, written) -> {
            for (var i = 0; i < written.size(); i++) {
                var bad = left.get(written.get(i).id());
                var after = written.subList(i + 1, written.size());
                expectation.that(
                        bad == null
                                || named.contains(bad.image())
                                || after.stream().noneMatch(later -> Objects.equals(later.image(), bad.image())),
                        line + " got back what it had left: " + bad);
            }
        });
    }

    private Stream<Release> named(Fact<OfLine> command) {
        return switch (command.event()) {
            case Rollback rollback -> Stream.ofNullable(rollback.to());
            case Promote _, Deploy _ ->
                config.stream()
                        .filter(fact ->
                                command.envelope().id().equals(fact.envelope().cause())
                                        && fact.event() instanceof ReleaseRequested)
                        .map(fact -> ((ReleaseRequested) fact.event()).release());
            case HoldLine _, FreeLine _, Sync _ -> Stream.empty();
        };
    }

    /** What a document names, itself or by a tag; not what comes because a pin was taken away. */
    private Stream<Release> pinned() {
        var commits = log.facts("push", PushEvent.class).stream()
                .map(Fact::event)
                .flatMap(push ->
                        push instanceof TagPushed tag ? Stream.of(tag.after().value()) : Stream.empty());
        var revisions = log.facts("catalog", ProjectDeclared.class).stream()
                .flatMap(fact -> fact.event().declared().environments().stream())
                .map(Environment::revision)
                .filter(Objects::nonNull);
        var meaning = new PinMeaning(suite, log);
        var named = Stream.concat(commits, revisions).distinct().toList();
        return config.stream()
                .filter(fact -> fact.event() instanceof ReleaseRequested)
                .map(fact -> ((ReleaseRequested) fact.event()).release())
                .filter(release -> release.origin() == Origin.PIN
                        && named.stream()
                                .map(commit -> meaning.of(
                                        new ApplicationRef(release.environment().project(), release.application()),
                                        each -> each.value().equals(commit)))
                                .anyMatch(Optional.of(release.source().id())::equals));
    }

    private Map<String, List<Release>> byLine() {
        return suite.world().config().commits().stream()
                .map(SimulatedConfig.Commit::release)
                .filter(Objects::nonNull)
                .collect(Collectors.groupingBy(Invariants::line));
    }
}
