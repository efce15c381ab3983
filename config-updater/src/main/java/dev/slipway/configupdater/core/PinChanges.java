package dev.slipway.configupdater.core;

import dev.slipway.configupdater.core.Stock.Made;
import dev.slipway.events.Cause;
import dev.slipway.events.ConfigEvent.PinUnmet;
import dev.slipway.events.ConfigEvent.ReleaseSuperseded;
import dev.slipway.events.Fact;
import dev.slipway.events.catalog.Application;
import dev.slipway.events.catalog.Environment;
import dev.slipway.events.catalog.Project;
import dev.slipway.events.catalog.Revision;
import dev.slipway.events.values.EnvironmentRef;
import dev.slipway.events.values.Failure;
import dev.slipway.events.values.Origin;
import dev.slipway.events.values.Segment;
import dev.slipway.service.decide.Decision;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A document that is declared may pin environments, to something else than before, or no longer; what cannot be met is said. */
final class PinChanges {
    private PinChanges() {}

    static Decision<Lines> declared(Lines before, Project project, Fact<?> declared) {
        var fact = beginning(declared);
        var decision = Decision.of(before.declared(project).with(before.stock().of(project)));
        for (var environment : project.environments()) {
            var was = Optional.ofNullable(before.project())
                    .flatMap(known -> known.environment(environment.name()))
                    .map(Environment::revision)
                    .orElse(null);
            for (var application : project.applications()) {
                decision = declared(decision, project, environment, application, was, fact.asCause());
            }
        }
        return Pins.settle(decision, project, fact).because(fact.asCause());
    }

    /** What a document brings is a delivery of its own, as what a push or a command brings is. */
    private static Fact<?> beginning(Fact<?> declared) {
        var envelope = declared.envelope();
        return new Fact<>(envelope.beginning(), declared.event(), declared.isReplayed());
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
        var pinned = withoutPinned(decision.with(anew), ref, application);
        return unmet(pinned.state(), project, environment, application)
                .map(why -> pinned.say(
                        new PinUnmet(ref, application.name(), Objects.requireNonNull(environment.revision()), why)))
                .orElse(pinned);
    }

    /** What waits because of a pin that means something else now waits no longer. */
    static Decision<Lines> withoutPinned(
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

    private static Optional<Failure> unmet(
            Lines lines, Project project, Environment environment, Application application) {
        var revision = Pins.revision(environment);
        return revision.flatMap(meant -> lines.stock().find(meant, application))
                .map(made -> notReady(lines, project, environment, application, made))
                .orElseGet(() -> revision.flatMap(meant -> notKnown(lines.stock(), project, meant, application)));
    }

    private static Optional<Failure> notReady(
            Lines lines, Project project, Environment environment, Application application, Made made) {
        var line = lines.of(project.ref(environment), application.name());
        var missing =
                String.join(" and ", Promotions.missing(lines, project, environment, application.name(), made.image()));
        return missing.isEmpty() || line.isHeadedFor(made.image())
                ? Optional.empty()
                : failed(
                        "the image of " + application.name() + " of " + environment.revision()
                                + " is not known to have been live in " + missing,
                        "release it in " + missing
                                + ", then it comes by itself; or pin to one of the last " + Line.LIVED_MAX
                                + " that were live there");
    }

    private static Optional<Failure> notKnown(
            Stock stock, Project project, Revision revision, Application application) {
        Predicate<Application> isBeside = other -> other.repository().equals(application.repository());
        if (stock.hasTag(revision.toString(), application) || isOf(revision, project, stock, isBeside)) {
            return failed(
                    "there is no image of " + application.name() + " of " + revision
                            + ", and what was built before it is not known",
                    "if it is being built, it comes by itself; else pin to a commit that " + application.name()
                            + " was built of");
        }
        return isOf(revision, project, stock, isBeside.negate())
                ? Optional.empty()
                : failed(
                        "of the images of " + application.name() + " that are known none is of " + revision,
                        "push or tag it, or correct 'revision'");
    }

    /** A commit is of one repository: the applications of others have nothing to do with it. */
    private static boolean isOf(Revision revision, Project project, Stock stock, Predicate<Application> which) {
        return revision instanceof Revision.Commit
                && project.applications().stream()
                        .filter(which)
                        .anyMatch(other -> stock.find(revision, other).isPresent());
    }

    private static Optional<Failure> failed(String seen, String nextStep) {
        return Optional.of(new Failure(Segment.CONFIG, seen, nextStep));
    }

    /** Then the newest of its branch comes, but nothing that the line was turned from. */
    private static Decision<Lines> unpinned(
            Decision<Lines> decision, Project project, Environment environment, Application application, Cause cause) {
        var ref = project.ref(environment);
        var line = decision.state().of(ref, application.name());
        var free = decision.with(decision.state().with(ref, application.name(), line.pinnedTo(null)));
        if (project.repository(environment.config().repository()).isEmpty()) {
            return free;
        }
        if (line.waiting() != null) {
            return Releases.bring(free, project, line.waiting(), null);
        }
        return free.state()
                .stock()
                .newest(application, made -> environment.follows(made.branch()) && !line.hasLeft(made.image()))
                .filter(made -> !line.isHeadedFor(made.image()))
                .map(made -> Pins.bring(free, project, Pins.release(ref, application, made, line, cause), cause, null))
                .orElse(free);
    }
}
