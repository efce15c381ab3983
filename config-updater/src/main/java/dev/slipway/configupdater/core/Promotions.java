package dev.slipway.configupdater.core;

import dev.slipway.configupdater.core.Why.Promoted;
import dev.slipway.events.Cause;
import dev.slipway.events.CommandEvent.Promote;
import dev.slipway.events.ConfigEvent.ReleaseRequested;
import dev.slipway.events.catalog.Environment;
import dev.slipway.events.catalog.Project;
import dev.slipway.events.values.EnvironmentRef;
import dev.slipway.events.values.ImageReference;
import dev.slipway.events.values.Origin;
import dev.slipway.events.values.Release;
import dev.slipway.service.decide.Decision;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes an image that was live in one environment to those that come after it: the same digest, never built again. */
final class Promotions {
    private final Releases releases;

    Promotions(Releases releases) {
        this.releases = releases;
    }

    /** What a line was turned to, by a rollback or a person, is there alone: a newer one may be on its way past it. */
    Decision<Lines> afterLive(Lines lines, Project project, Release live, Cause cause) {
        var decision = Decision.of(lines);
        if (live.image() == null || live.turn() != null) {
            return decision;
        }
        for (var environment : project.environments()) {
            var promotion = environment.promotion();
            if (promotion != null
                    && !promotion.byHand()
                    && environment.comesAfter(live.environment().name())
                    && project.repository(environment.config().repository()).isPresent()
                    && isReady(decision.state(), project, environment, live)) {
                decision = promote(decision, project, environment, live, cause);
            }
        }
        return decision;
    }

    private Decision<Lines> promote(
            Decision<Lines> decision, Project project, Environment environment, Release live, Cause cause) {
        var release = promoted(project.ref(environment), live);
        var line = decision.state().of(release.environment(), release.application());
        return line.knows(release) ? decision : releases.arrive(decision, project, release, false, cause);
    }

    private static Release promoted(EnvironmentRef environment, Release live) {
        var image = Objects.requireNonNull(live.image());
        var id = Releases.idOf(environment + "/" + live.application() + "@" + live.rank() + "=" + image.digest());
        return live.in(environment, live.rank(), Origin.PROMOTION, id);
    }

    /** Whether it was live in all environments that come before. */
    static boolean isReady(Lines lines, Project project, Environment environment, Release release) {
        return missing(lines, project, environment, release.application(), release.image())
                .isEmpty();
    }

    /** Where it was not live of those that come before. */
    static List<String> missing(
            Lines lines, Project project, Environment environment, String application, @Nullable ImageReference image) {
        var promotion = environment.promotion();
        return (promotion == null ? List.<String>of() : promotion.after())
                .stream()
                        .filter(name -> !lines.of(new EnvironmentRef(project.project(), name), application)
                                .hasLived(image))
                        .toList();
    }

    /** By a person: also what is not newer than what is there. */
    static Decision<Lines> obey(Lines lines, Project project, Promote command, Cause cause) {
        var environment = project.environment(command.environment().name()).orElseThrow();
        var promotion = environment.promotion();
        if (promotion == null) {
            return Commands.refused(
                    lines,
                    command,
                    "environment " + command.environment() + " comes after no other",
                    "declare 'after' in the project's document");
        }
        var line = lines.of(command.environment(), command.application());
        var wanted = Optional.ofNullable(command.release()).or(() -> newest(lines, project, environment, command));
        if (wanted.isEmpty() || wanted.get().image() == null) {
            return Commands.refused(
                    lines,
                    command,
                    "nothing was live in " + String.join(" and ", promotion.after()) + " yet",
                    "release it there first; where one had failed and runs by now, have that told:"
                            + " slipway replay --service sync-service --delivery ID");
        }
        var release = wanted.get();
        var missing = missing(lines, project, environment, release.application(), release.image());
        if (!missing.isEmpty() || !release.application().equals(command.application())) {
            return Commands.refused(
                    lines,
                    command,
                    "image " + release.image() + " is not known to have been live in "
                            + String.join(" and ", missing.isEmpty() ? promotion.after() : missing),
                    "release it there first, or choose one of the last " + Line.LIVED_MAX + " that were live there");
        }
        var pin = Pins.keepsOut(
                lines, project, release.in(command.environment(), release.rank(), Origin.PROMOTION, release.id()));
        if (pin.isPresent()) {
            return Commands.refused(lines, command, pin.get(), Pins.nextStep(command.environment()));
        }
        var hold = line.hold();
        if (hold != null && hold.firm()) {
            return Commands.refused(lines, command, "the line is held: " + hold.why(), "free the line first");
        }
        return promote(lines, project, command, release, new Promoted(promotion.after(), command.by()), cause);
    }

    private static Optional<Release> newest(Lines lines, Project project, Environment environment, Promote command) {
        var first = Objects.requireNonNull(environment.promotion()).after().getFirst();
        return lines.of(new EnvironmentRef(project.project(), first), command.application()).lived().reversed().stream()
                .filter(release -> isReady(lines, project, environment, release))
                .findFirst();
    }

    /** It passes what a hold kept out, which nothing would bring any more; what a pin keeps out comes when the pin goes. */
    private static Decision<Lines> promote(
            Lines lines, Project project, Promote command, Release wanted, Promoted why, Cause cause) {
        var line = lines.of(command.environment(), command.application());
        var newest = line.waiting() == null || isPinned(project, command) ? line.head() : line.newest();
        var rank = newest == null || wanted.rank().isAfter(newest.rank())
                ? wanted.rank()
                : newest.rank().turned();
        var id = Releases.idOf(command.environment() + "/" + command.application() + " promoted " + cause.id());
        var release = wanted.in(command.environment(), rank, Origin.PROMOTION, id);
        var requested = Decision.of(lines).say(new ReleaseRequested(release, command.by()));
        var free = line.hold() == null ? requested : Releases.free(requested, release, command.by());
        return Releases.letIn(free, project, release, why, cause);
    }

    private static boolean isPinned(Project project, Promote command) {
        return project.environment(command.environment().name())
                .flatMap(Pins::revision)
                .isPresent();
    }
}
