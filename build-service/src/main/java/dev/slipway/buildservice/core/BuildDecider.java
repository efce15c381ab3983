package dev.slipway.buildservice.core;

import dev.slipway.events.CatalogEvent;
import dev.slipway.events.Fact;
import dev.slipway.events.ImageEvent.BuildQueued;
import dev.slipway.events.ImageEvent.BuildSkipped;
import dev.slipway.events.PushEvent;
import dev.slipway.events.PushEvent.BranchDeleted;
import dev.slipway.events.PushEvent.BranchPushed;
import dev.slipway.events.PushEvent.ImageSeen;
import dev.slipway.events.PushEvent.MergeRequestUpdated;
import dev.slipway.events.PushEvent.PipelineFinished;
import dev.slipway.events.PushEvent.TagDeleted;
import dev.slipway.events.PushEvent.TagPushed;
import dev.slipway.events.catalog.Application;
import dev.slipway.events.catalog.Application.Build;
import dev.slipway.events.catalog.Project;
import dev.slipway.events.values.ApplicationRef;
import dev.slipway.events.values.ImageReference;
import dev.slipway.service.decide.Decider;
import dev.slipway.service.decide.Decision;
import dev.slipway.service.decide.Route;
import java.util.List;
import java.util.Map;

/** A push of a branch that an environment follows means a build of each application in the repository. */
public final class BuildDecider implements Decider<BuildState> {

    @Override
    public Class<BuildState> stateType() {
        return BuildState.class;
    }

    @Override
    public BuildState initial() {
        return new BuildState(null, Map.of());
    }

    @Override
    public List<Route<BuildState, ?>> routes() {
        return List.of(
                new Route<>("push", PushEvent.class, this::pushed),
                new Route<>("catalog", CatalogEvent.class, this::declared));
    }

    private Decision<BuildState> pushed(BuildState state, Fact<PushEvent> fact) {
        var project = state.project();
        if (project == null) {
            return Decision.of(state);
        }
        return switch (fact.event()) {
            case BranchPushed push -> build(state, project, push, fact.isReplayed());
            case ImageSeen(var ref, var image, var _) -> seen(Decision.of(state), project, ref, image);
            case PipelineFinished finished -> over(Decision.of(state), project, finished);
            case BranchDeleted _, TagPushed _, TagDeleted _, MergeRequestUpdated _ -> Decision.of(state);
        };
    }

    private static Decision<BuildState> seen(
            Decision<BuildState> decision, Project project, ApplicationRef ref, ImageReference image) {
        return project.application(ref.name())
                        .map(Application::build)
                        .filter(Build::builtElsewhere)
                        .isPresent()
                ? decision.open(ref.toString(), image.toString(), new BuildWork.Sighting(ref, image))
                : decision;
    }

    private static Decision<BuildState> over(
            Decision<BuildState> decision, Project project, PipelineFinished finished) {
        var result = decision;
        for (var application : project.applications()) {
            if (application.repository().equals(finished.repository().name())
                    && application.build().builtElsewhere()) {
                var ref = project.ref(application);
                var work = new BuildWork.PipelineOver(ref, finished.pipeline());
                result = result.open(ref.toString(), finished.subject(), work);
            }
        }
        return result;
    }

    private static Decision<BuildState> build(
            BuildState state, Project project, BranchPushed push, boolean isReplayed) {
        var repository = project.repository(push.repository().name());
        if ((state.knows(push) && !isReplayed)
                || repository.isEmpty()
                || project.environmentsOn(push.branch()).isEmpty()) {
            return Decision.of(state);
        }
        // One that is replayed may run ahead of pushes that have not been read yet.
        var decision = Decision.of(isReplayed ? state : state.saw(push));
        for (var application : project.applications()) {
            if (application.repository().equals(push.repository().name())) {
                decision = build(
                        decision,
                        new BuildWork.Build(
                                project.ref(application),
                                application,
                                repository.get(),
                                push.branch(),
                                push.before(),
                                push.after(),
                                push.ordinal()),
                        push);
            }
        }
        return decision;
    }

    private static Decision<BuildState> build(Decision<BuildState> decision, BuildWork.Build work, BranchPushed push) {
        var queued = decision.say(new BuildQueued(work.ref(), work.branch(), work.commit(), work.ordinal()));
        return push.asksFor("ci.skip")
                ? queued.say(new BuildSkipped(
                        work.ref(),
                        work.branch(),
                        work.commit(),
                        work.ordinal(),
                        "the push asked for no build (ci.skip)"))
                : queued.open(work.ref().toString(), push.subject(), work);
    }

    private Decision<BuildState> declared(BuildState state, Fact<CatalogEvent> fact) {
        return switch (fact.event()) {
            case CatalogEvent.ProjectDeclared(var project, var _) -> Decision.of(state.declared(project));
            case CatalogEvent.ProjectRemoved _ -> Decision.of(state.declared(null));
        };
    }
}
