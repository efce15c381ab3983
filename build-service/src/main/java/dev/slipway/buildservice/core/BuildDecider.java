package dev.slipway.buildservice.core;

import dev.slipway.events.CatalogEvent;
import dev.slipway.events.Fact;
import dev.slipway.events.ImageEvent.BuildQueued;
import dev.slipway.events.PushEvent;
import dev.slipway.events.PushEvent.BranchDeleted;
import dev.slipway.events.PushEvent.BranchPushed;
import dev.slipway.events.catalog.Project;
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
        return switch (fact.event()) {
            case BranchDeleted _ -> Decision.of(state);
            case BranchPushed push ->
                state.project() == null ? Decision.of(state) : build(state, state.project(), push);
        };
    }

    private static Decision<BuildState> build(BuildState state, Project project, BranchPushed push) {
        var repository = project.repository(push.repository().name());
        if (state.knows(push)
                || repository.isEmpty()
                || project.environmentsOn(push.branch()).isEmpty()) {
            return Decision.of(state);
        }
        var decision = Decision.of(state.saw(push));
        for (var application : project.applications()) {
            if (application.repository().equals(push.repository().name())) {
                var ref = project.ref(application);
                decision = decision.say(new BuildQueued(ref, push.branch(), push.after(), push.ordinal()))
                        .open(
                                ref.toString(),
                                push.subject(),
                                new BuildWork(
                                        ref,
                                        application,
                                        repository.get(),
                                        push.branch(),
                                        push.after(),
                                        push.ordinal()));
            }
        }
        return decision;
    }

    private Decision<BuildState> declared(BuildState state, Fact<CatalogEvent> fact) {
        return switch (fact.event()) {
            case CatalogEvent.ProjectDeclared(var project, var _) -> Decision.of(state.declared(project));
            case CatalogEvent.ProjectRemoved _ -> Decision.of(state.declared(null));
        };
    }
}
