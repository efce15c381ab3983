package dev.slipway.configupdater.core;

import dev.slipway.configupdater.core.Why.TurnedBack;
import dev.slipway.events.Cause;
import dev.slipway.events.CommandEvent.Rollback;
import dev.slipway.events.ConfigEvent.LineHeld;
import dev.slipway.events.ConfigEvent.ReleaseRequested;
import dev.slipway.events.DesiredEvent.Asked;
import dev.slipway.events.Fact;
import dev.slipway.events.SyncEvent.SyncFailed;
import dev.slipway.events.catalog.Project;
import dev.slipway.events.values.CommitId;
import dev.slipway.events.values.EnvironmentRef;
import dev.slipway.events.values.Origin;
import dev.slipway.events.values.Release;
import dev.slipway.events.values.Segment;
import dev.slipway.service.decide.Decision;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** Turns lines back, by command or after a failure. What is turned stays so until something newer comes. */
final class Turns {
    /** What a rollout fails by. A cluster that cannot be reached, or a repository that cannot be read, is no fault of the release. */
    private static final Set<Segment> OF_THE_ROLLOUT = Set.of(Segment.CLUSTER, Segment.REGISTRY);

    private Turns() {}

    static Decision<Lines> back(Lines lines, Project project, Rollback command, Cause cause) {
        var line = lines.of(command.environment(), command.application());
        var to = command.to() == null ? line.before() : Optional.of(command.to());
        if (line.head() == null || to.isEmpty()) {
            return Commands.refused(
                    lines,
                    command,
                    "nothing is known that was live before what is there now",
                    "name the release to go back to");
        }
        var target = to.get();
        var isThere = command.to() == null
                ? says(line.head(), target)
                        && (!line.head().isBack() || says(Objects.requireNonNull(line.now()), target))
                : line.head().id().equals(target.id());
        if (isThere) {
            return Commands.refused(
                    lines,
                    command,
                    "release " + target.rank() + " is what is there now, or on its way",
                    "hold the line if it is to stay, or name another release");
        }
        if (!target.environment().equals(command.environment())
                || !target.application().equals(command.application())
                || target.image() == null) {
            return Commands.refused(
                    lines, command, "release " + target.id() + " is none of this line", "choose one of its releases");
        }
        var why = command.why() == null ? "turned back to " + target.rank() : command.why();
        var turned = turned(line, target, Origin.ROLLBACK, cause);
        if (!command.goesAhead()) {
            return turn(lines, project, target, turned, why, command.by(), cause, null);
        }
        var declared = project.environment(command.environment().name()).orElseThrow();
        var impossible = AtOnce.refusal(lines, declared, target);
        if (impossible.isPresent()) {
            return Commands.refused(
                    lines, command, impossible.get().seen(), impossible.get().nextStep());
        }
        var tip = AtOnce.tip(lines, target).orElseThrow();
        var decision = turn(lines, project, target, turned, why, command.by(), cause, tip.commit());
        return DesiredRow.ahead(decision, turned, tip, new Asked(command.by(), false));
    }

    private static boolean says(Release one, Release other) {
        return one.repeats(other);
    }

    /** Once for each release: one that was brought back is never turned back by itself, and what has a successor is left alone. */
    static Decision<Lines> afterFailure(
            Lines lines, Project project, SyncFailed failed, Fact<?> fact, BiPredicate<Line, UUID> isObeyed) {
        var cause = fact.asCause();
        var release = failed.release();
        var line = lines.of(release.environment(), release.application());
        if (isObeyed.test(line, cause.id())) {
            return fact.isReplayed() ? again(lines, project, line, cause.id(), cause) : Decision.of(lines);
        }
        var head = line.head();
        var wants = project.environment(release.environment().name())
                .filter(environment -> environment.rollsBack()
                        && project.repository(environment.config().repository()).isPresent())
                .isPresent();
        var isNewest = head != null && head.id().equals(release.id()) && line.waiting() == null;
        var target = line.before();
        return wants
                        && isNewest
                        && !release.isBack()
                        && OF_THE_ROLLOUT.contains(failed.failure().segment())
                        && target.isPresent()
                ? turn(
                        lines.with(release.environment(), release.application(), line.obeying(cause.id())),
                        project,
                        target.get(),
                        turned(line, target.get(), Origin.AUTO_ROLLBACK, cause),
                        "release " + release.rank() + " failed: "
                                + failed.failure().seen(),
                        null,
                        cause,
                        null)
                : Decision.of(lines);
    }

    private static Decision<Lines> turn(
            Lines lines,
            Project project,
            Release target,
            Release release,
            String why,
            @Nullable String by,
            Cause cause,
            @Nullable CommitId ahead) {
        var environment = target.environment();
        var application = target.application();
        var line = lines.of(environment, application);
        var head = Objects.requireNonNull(line.head());
        var now = Objects.requireNonNull(line.now());
        var hold = new Hold(head.ordinal(), line.hold() != null && line.hold().firm(), why, by);
        var turned = line.held(hold);
        for (var passed : new LinkedHashSet<>(List.of(now, head))) {
            turned = says(passed, target) ? turned : turned.leaving(passed);
        }
        var left = says(now, target) ? head : now;
        var decision = Decision.of(lines.with(environment, application, turned))
                .say(new ReleaseRequested(release, by))
                .say(new LineHeld(environment, application, hold.at(), hold.firm(), why, by, left, release, ahead));
        return Releases.letIn(decision, project, release, new TurnedBack(target.id(), head.ordinal(), why, by), cause);
    }

    private static Release turned(Line line, Release target, Origin origin, Cause cause) {
        return target.at(line.nextTurn(), origin, idOf(target.environment(), target.application(), origin, cause.id()));
    }

    /** What the line was turned to is written once more, if nothing came since: whatever kept it out may be mended by now. */
    static Decision<Lines> again(Lines lines, Project project, Line line, UUID order, Cause cause) {
        var head = line.head();
        var hold = line.hold();
        if (head == null
                || hold == null
                || head.origin() == null
                || !head.id().equals(idOf(head, order))
                || !isDeclared(project, head)) {
            return Decision.of(lines);
        }
        return line.livedBefore(head)
                .map(target -> Releases.write(
                        Decision.of(lines).say(new ReleaseRequested(head, hold.by())),
                        project,
                        head,
                        new TurnedBack(target.id(), head.ordinal(), hold.why(), hold.by()),
                        cause))
                .orElseGet(() -> Decision.of(lines));
    }

    private static boolean isDeclared(Project project, Release release) {
        return project.application(release.application()).isPresent()
                && project.environment(release.environment().name())
                        .flatMap(environment ->
                                project.repository(environment.config().repository()))
                        .isPresent();
    }

    private static UUID idOf(Release turned, UUID order) {
        return idOf(turned.environment(), turned.application(), Objects.requireNonNull(turned.origin()), order);
    }

    private static UUID idOf(EnvironmentRef environment, String application, Origin origin, UUID order) {
        return Releases.idOf(environment + "/" + application + " " + origin + " " + order);
    }
}
