package dev.slipway.configupdater.core;

import dev.slipway.configupdater.core.Line.Caused;
import dev.slipway.configupdater.core.Stock.Made;
import dev.slipway.events.Cause;
import dev.slipway.events.ConfigEvent.ReleaseRequested;
import dev.slipway.events.Fact;
import dev.slipway.events.catalog.Application;
import dev.slipway.events.catalog.Environment;
import dev.slipway.events.catalog.Project;
import dev.slipway.events.catalog.Revision;
import dev.slipway.events.values.EnvironmentRef;
import dev.slipway.events.values.Origin;
import dev.slipway.events.values.Rank;
import dev.slipway.events.values.Release;
import dev.slipway.service.decide.Decision;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
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
    static Decision<Lines> settle(Decision<Lines> decision, Project project, Fact<?> fact) {
        var settled = fact.isReplayed() ? again(decision, project, fact.asCause()) : decision;
        for (var environment : released(project)) {
            var revision = revision(environment);
            if (revision.isPresent()) {
                for (var application : project.applications()) {
                    settled = settle(settled, project, environment, application, revision.get(), fact.asCause());
                }
            }
        }
        return settled;
    }

    private static List<Environment> released(Project project) {
        return project.environments().stream()
                .filter(environment ->
                        project.repository(environment.config().repository()).isPresent())
                .toList();
    }

    /** What the fact has brought is written once more, if nothing came since: whatever kept it out may be mended by now. */
    private static Decision<Lines> again(Decision<Lines> decision, Project project, Cause cause) {
        var written = decision;
        for (var environment : released(project)) {
            var ref = project.ref(environment);
            for (var application : project.applications()) {
                var head = decision.state().of(ref, application.name()).head();
                if (head != null && head.id().equals(idOf(ref, application, head.rank(), cause))) {
                    written = Releases.write(written.say(new ReleaseRequested(head)), project, head, cause);
                }
            }
        }
        return written;
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
        if (line.isHeadedFor(made.image())) {
            var noted = lines.with(ref, application.name(), line.pinnedTo(made.image()));
            return PinChanges.withoutPinned(decision.with(noted), ref, application);
        }
        var wanted = release(ref, application, made, line, cause);
        return Promotions.isReady(lines, project, environment, wanted)
                ? bring(decision, project, wanted, cause, "pin " + revision)
                : decision;
    }

    /** @param by what frees the line; null where nothing may */
    static Decision<Lines> bring(
            Decision<Lines> decision, Project project, Release wanted, Cause cause, @Nullable String by) {
        var line = decision.state().of(wanted.environment(), wanted.application());
        var waiting = line.waiting();
        return waiting != null && Objects.equals(waiting.release().image(), wanted.image())
                ? Releases.bring(decision, project, waiting, by)
                : Releases.bring(decision.say(new ReleaseRequested(wanted)), project, new Caused(wanted, cause), by);
    }

    /** It gets a rank of its own, as if a person had turned the line to it: the push's own release may have ended long ago. */
    static Release release(EnvironmentRef environment, Application application, Made made, Line line, Cause cause) {
        var pushed = new Rank(made.ordinal(), 0);
        var turned = Stream.of(
                        Optional.ofNullable(line.head()),
                        Optional.ofNullable(line.waiting()).map(Caused::release))
                .flatMap(Optional::stream)
                .map(Release::rank)
                .reduce(pushed, (one, other) -> other.isAfter(one) ? other : one)
                .turned();
        var id = idOf(environment, application, turned, cause);
        return new Release(id, environment, application.name(), made.ordinal(), made.source(), made.image())
                .in(environment, turned, Origin.PIN, id);
    }

    private static UUID idOf(EnvironmentRef environment, Application application, Rank rank, Cause cause) {
        return Releases.idOf(environment + "/" + application.name() + "@" + rank + " pinned " + cause.id());
    }

    /** Whether an environment is pinned to the very tag. */
    static boolean isNamed(Project project, String tag) {
        return project.environments().stream().map(Environment::revision).anyMatch(tag::equals);
    }

    static Optional<Revision> revision(Environment environment) {
        return Optional.ofNullable(environment.revision()).flatMap(Revision::of);
    }
}
