package dev.slipway.configupdater.core;

import dev.slipway.configupdater.core.Line.Caused;
import dev.slipway.configupdater.core.Stock.Made;
import dev.slipway.events.Cause;
import dev.slipway.events.ConfigEvent.PinUnmet;
import dev.slipway.events.ConfigEvent.ReleaseRequested;
import dev.slipway.events.ConfigEvent.ReleaseSuperseded;
import dev.slipway.events.catalog.Application;
import dev.slipway.events.catalog.Environment;
import dev.slipway.events.catalog.Project;
import dev.slipway.events.catalog.Revision;
import dev.slipway.events.values.EnvironmentRef;
import dev.slipway.events.values.Failure;
import dev.slipway.events.values.Origin;
import dev.slipway.events.values.Rank;
import dev.slipway.events.values.Release;
import dev.slipway.events.values.Segment;
import dev.slipway.service.decide.Decision;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Brings environments to the revision that they are pinned to, and keeps everything else out. */
final class Pins {
    private Pins() {}

    /** Why the environment takes no such image, where it does not. */
    static Optional<String> keepsOut(Lines lines, Project project, Release release) {
        var environment = project.environment(release.environment().name()).orElseThrow();
        var application = project.application(release.application());
        return revision(environment)
                .filter(revision -> application
                        .flatMap(each -> lines.stock().find(revision, each))
                        .filter(made -> made.image().equals(release.image()))
                        .isEmpty())
                .map(revision -> "the environment is pinned to " + revision);
    }

    static String nextStep(EnvironmentRef environment) {
        return "change or remove 'revision' of " + environment + " in the project's document to let it in";
    }

    /** That the line is at what its environment is pinned to, or was: where a person turns it from there, it stays so. */
    static Line noted(Lines lines, Project project, Line line, Release release) {
        var environment = project.environment(release.environment().name()).orElseThrow();
        return environment.revision() != null
                        && keepsOut(lines, project, release).isEmpty()
                ? line.pinnedTo(release.image())
                : line;
    }

    /** What has been tagged, built or declared may be what an environment waits for. */
    static Decision<Lines> settle(Decision<Lines> decision, Project project, Cause cause) {
        var settled = decision;
        for (var environment : project.environments()) {
            var revision = revision(environment);
            if (revision.isPresent()) {
                for (var application : project.applications()) {
                    settled = settle(settled, project, environment, application, revision.get(), cause);
                }
            }
        }
        return settled;
    }

    /** Only another image than the pin meant before: where a person has turned the line since, it stays so. */
    private static Decision<Lines> settle(
            Decision<Lines> decision,
            Project project,
            Environment environment,
            Application application,
            Revision revision,
            Cause cause) {
        var lines = decision.state();
        var ref = project.ref(environment);
        var line = lines.of(ref, application.name());
        var made = lines.stock().find(revision, application).orElse(null);
        if (made == null || made.image().equals(line.pinned())) {
            return decision;
        }
        var wanted = release(ref, application, made, line, cause);
        if (environment.promotion() != null && !Promotions.isReady(lines, project, environment, wanted)) {
            return decision;
        }
        if (line.isHeadedFor(made.image())) {
            var noted = lines.with(ref, application.name(), line.pinnedTo(made.image()));
            return withoutPinned(decision.with(noted), ref, application);
        }
        return bring(decision, project, wanted, cause, "pin " + revision);
    }

    /** What is declared now may pin an environment, or no longer. */
    static Decision<Lines> declared(Lines before, Project project, Cause cause) {
        var decision = Decision.of(before.declared(project).with(before.stock().of(project)));
        for (var environment : project.environments()) {
            var was = Optional.ofNullable(before.project())
                    .flatMap(known -> known.environment(environment.name()))
                    .map(Environment::revision)
                    .orElse(null);
            for (var application : project.applications()) {
                decision = declared(decision, project, environment, application, was, cause);
            }
        }
        return settle(decision, project, cause);
    }

    private static Decision<Lines> declared(
            Decision<Lines> decision,
            Project project,
            Environment environment,
            Application application,
            @Nullable String was,
            Cause cause) {
        var ref = project.ref(environment);
        var line = decision.state().of(ref, application.name());
        var isChanged = !Objects.equals(was, environment.revision());
        if (environment.revision() == null) {
            var isLeftOver = line.pinned() != null || (line.waiting() != null && line.hold() == null);
            return isChanged || isLeftOver
                    ? unpinned(withoutPinned(decision, ref, application), project, environment, application, cause)
                    : decision;
        }
        if (!isChanged) {
            return decision;
        }
        var anew = decision.state().with(ref, application.name(), line.pinnedTo(null));
        return pinned(withoutPinned(decision.with(anew), ref, application), project, environment, application);
    }

    /** What waits because of a pin that means something else now waits no longer. */
    private static Decision<Lines> withoutPinned(
            Decision<Lines> decision, EnvironmentRef environment, Application application) {
        var line = decision.state().of(environment, application.name());
        var waiting = line.waiting();
        if (waiting == null || waiting.release().origin() != Origin.PIN) {
            return decision;
        }
        var by = line.head() == null ? waiting.release().rank() : line.head().rank();
        return decision.with(decision.state().with(environment, application.name(), line.withWaiting(null)))
                .say(ReleaseSuperseded.by(by, waiting.release()), waiting.cause());
    }

    private static Decision<Lines> pinned(
            Decision<Lines> decision, Project project, Environment environment, Application application) {
        var stock = decision.state().stock();
        var isKnown = revision(environment).stream()
                .anyMatch(revision -> isElsewhere(revision, application, project, stock)
                        || stock.find(revision, application).isPresent());
        return isKnown
                ? decision
                : decision.say(new PinUnmet(
                        project.ref(environment),
                        application.name(),
                        Objects.requireNonNull(environment.revision()),
                        new Failure(
                                Segment.CONFIG,
                                "of the images of " + application.name() + " that are known none is of "
                                        + environment.revision(),
                                "push or tag it, or correct 'revision'")));
    }

    /** A commit is of one repository: the other applications have nothing to do with it. */
    private static boolean isElsewhere(Revision revision, Application application, Project project, Stock stock) {
        return revision instanceof Revision.Commit
                && project.applications().stream()
                        .filter(other -> !other.equals(application))
                        .anyMatch(other -> stock.find(revision, other).isPresent());
    }

    /** Then the newest of its branch comes, but nothing that the line was turned from. */
    private static Decision<Lines> unpinned(
            Decision<Lines> decision, Project project, Environment environment, Application application, Cause cause) {
        var ref = project.ref(environment);
        var line = decision.state().of(ref, application.name());
        var free = decision.with(decision.state().with(ref, application.name(), line.pinnedTo(null)));
        if (line.waiting() != null) {
            return Releases.bring(free, project, line.waiting(), null);
        }
        return free.state()
                .stock()
                .newest(application, made -> environment.follows(made.branch()) && !line.hasLeft(made.image()))
                .filter(made -> !line.isHeadedFor(made.image()))
                .map(made -> bring(free, project, release(ref, application, made, line, cause), cause, null))
                .orElse(free);
    }

    private static Decision<Lines> bring(
            Decision<Lines> decision, Project project, Release wanted, Cause cause, @Nullable String by) {
        var line = decision.state().of(wanted.environment(), wanted.application());
        var waiting = line.waiting();
        return waiting != null && Objects.equals(waiting.release().image(), wanted.image())
                ? Releases.bring(decision, project, waiting, by)
                : Releases.bring(decision.say(new ReleaseRequested(wanted)), project, new Caused(wanted, cause), by);
    }

    /** It gets a rank of its own, as if a person had turned the line to it: the push's own release may have ended long ago. */
    private static Release release(
            EnvironmentRef environment, Application application, Made made, Line line, Cause cause) {
        var pushed = new Rank(made.ordinal(), 0);
        var turned = Stream.of(
                        Optional.ofNullable(line.head()),
                        Optional.ofNullable(line.waiting()).map(Caused::release))
                .flatMap(Optional::stream)
                .map(Release::rank)
                .reduce(pushed, (one, other) -> other.isAfter(one) ? other : one)
                .turned();
        var id = Releases.idOf(environment + "/" + application.name() + "@" + turned + " pinned " + cause.id());
        return new Release(id, environment, application.name(), made.ordinal(), made.source(), made.image())
                .in(environment, turned, Origin.PIN, id);
    }

    private static Optional<Revision> revision(Environment environment) {
        return Optional.ofNullable(environment.revision()).flatMap(Revision::of);
    }
}
