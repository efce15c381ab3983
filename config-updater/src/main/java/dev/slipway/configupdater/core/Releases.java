package dev.slipway.configupdater.core;

import dev.slipway.configupdater.core.ConfigWork.ConfigChange;
import dev.slipway.configupdater.core.Line.Caused;
import dev.slipway.events.Cause;
import dev.slipway.events.ConfigEvent.LineFreed;
import dev.slipway.events.ConfigEvent.ReleaseHeld;
import dev.slipway.events.ConfigEvent.ReleaseRequested;
import dev.slipway.events.ConfigEvent.ReleaseSuperseded;
import dev.slipway.events.Fact;
import dev.slipway.events.ImageEvent.ImageBuilt;
import dev.slipway.events.catalog.Environment;
import dev.slipway.events.catalog.Project;
import dev.slipway.events.values.Release;
import dev.slipway.service.decide.Decision;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Lets releases into their lines, or keeps them out. */
final class Releases {
    private final Admission admission;

    Releases(Admission admission) {
        this.admission = admission;
    }

    /** What is not let in. */
    interface Admission {
        /** Whether a release comes too late for its line. */
        boolean isOvertaken(Line line, Release release);

        /** Whether the line is held against it. */
        boolean isKeptOut(Line line, Release release, boolean forced);
    }

    Decision<Lines> built(Lines lines, Project project, ImageBuilt built, Fact<?> fact) {
        var decision = Decision.of(lines.with(lines.stock()
                .built(built, project, image -> lines.isAt(built.application().name(), image))));
        for (var environment : project.environmentsOn(built.branch())) {
            if (project.repository(environment.config().repository()).isPresent()) {
                decision = built(decision, project, environment, built, fact);
            }
        }
        return Pins.settle(decision, project, fact);
    }

    private Decision<Lines> built(
            Decision<Lines> decision, Project project, Environment environment, ImageBuilt built, Fact<?> fact) {
        var ref = project.ref(environment);
        var application = built.application().name();
        var line = decision.state().of(ref, application);
        var id = idOf(ref + "/" + application + "@" + built.ordinal() + "="
                + built.image().digest());
        var release = new Release(id, ref, application, built.ordinal(), built.source(), built.image());
        if (fact.isReplayed()
                && line.head() != null
                && release.rank().equals(line.head().rank())) {
            return write(decision.say(new ReleaseRequested(release)), project, release, fact.asCause());
        }
        if (line.knows(release)) {
            return decision;
        }
        return arrive(decision, project, release, Boolean.TRUE.equals(built.forced()), fact.asCause());
    }

    /** What comes by itself: too late, held, or let in. */
    Decision<Lines> arrive(Decision<Lines> decision, Project project, Release release, boolean forced, Cause cause) {
        var line = decision.state().of(release.environment(), release.application());
        var requested = decision.say(new ReleaseRequested(release));
        if (admission.isOvertaken(line, release)) {
            return requested.say(ReleaseSuperseded.by(line.newest().rank(), release));
        }
        var pin = Pins.keepsOut(decision.state(), project, release);
        if (pin.isPresent()) {
            var nextStep = Pins.nextStep(release.environment());
            return keepOut(requested, line, pin.get(), nextStep, new Caused(release, cause));
        }
        var hold = line.hold();
        return hold != null && admission.isKeptOut(line, release, forced)
                ? keepOut(requested, line, hold.why(), hold.nextStep(), new Caused(release, cause))
                : letIn(hold == null ? requested : free(requested, release, null), project, release, cause);
    }

    /** @param by who freed the line; null where the release does */
    static Decision<Lines> free(Decision<Lines> decision, Release release, @Nullable String by) {
        var environment = release.environment();
        var application = release.application();
        var freed = decision.state().of(environment, application).held(null);
        return decision.say(new LineFreed(environment, application, by))
                .with(decision.state().with(environment, application, freed));
    }

    /**
     * What a document asks for: a person's hold keeps it out, and one against this very image.
     *
     * @param by what frees the line; null where nothing may
     */
    static Decision<Lines> bring(Decision<Lines> decision, Project project, Caused arriving, @Nullable String by) {
        var release = arriving.release();
        var line = decision.state().of(release.environment(), release.application());
        var hold = line.hold();
        if (hold != null && (by == null || hold.firm() || line.hasLeft(release.image()))) {
            return arriving.equals(line.waiting())
                    ? decision
                    : keepOut(decision, line, hold.why(), hold.nextStepWherePinned(), arriving);
        }
        var free = hold == null ? decision : free(decision, release, by);
        return letIn(free, project, release, arriving.cause());
    }

    private static Decision<Lines> keepOut(
            Decision<Lines> decision, Line line, String why, String nextStep, Caused arriving) {
        var release = arriving.release();
        var before = line.waiting();
        var held = decision.say(new ReleaseHeld(release, why, nextStep))
                .with(decision.state().with(release.environment(), release.application(), line.withWaiting(arriving)));
        return before == null ? held : held.say(ReleaseSuperseded.by(release.rank(), before.release()), before.cause());
    }

    static Decision<Lines> letIn(Decision<Lines> decision, Project project, Release release, Cause cause) {
        return write(admit(decision, project, release), project, release, cause);
    }

    static Decision<Lines> letIn(Decision<Lines> decision, Project project, Release release, Why why, Cause cause) {
        return write(admit(decision, project, release), project, release, why, cause);
    }

    /** It is the line's newest from now on; what it passes by waits no longer. */
    static Decision<Lines> admit(Decision<Lines> decision, Project project, Release release) {
        var line = decision.state().of(release.environment(), release.application());
        var passedBy = line.waiting() != null && !line.waiting().release().isAfter(release) ? line.waiting() : null;
        var admitted = Pins.noted(
                decision.state(), project, (passedBy == null ? line : line.withWaiting(null)).admit(release), release);
        var in = decision.with(decision.state().with(release.environment(), release.application(), admitted));
        return passedBy == null || passedBy.release().id().equals(release.id())
                ? in
                : in.say(ReleaseSuperseded.by(release.rank(), passedBy.release()), passedBy.cause());
    }

    static Decision<Lines> write(Decision<Lines> decision, Project project, Release release, Cause cause) {
        return write(decision, project, release, Why.of(release, environment(project, release)), cause);
    }

    static Decision<Lines> write(Decision<Lines> decision, Project project, Release release, Why why, Cause cause) {
        var config = environment(project, release).config();
        var repository = project.repository(config.repository()).orElseThrow();
        return decision.open(
                ConfigBranch.of(repository, config).toString(),
                release.id().toString(),
                new ConfigChange(release, repository, config, cause.delivery(), why, null),
                cause);
    }

    private static Environment environment(Project project, Release release) {
        return project.environment(release.environment().name()).orElseThrow();
    }

    static UUID idOf(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }
}
