package dev.slipway.webhookservice.core;

import dev.slipway.events.CatalogEvent;
import dev.slipway.events.Fact;
import dev.slipway.events.catalog.Project;
import dev.slipway.service.decide.Decider;
import dev.slipway.service.decide.Decision;
import dev.slipway.service.decide.Route;
import java.util.List;

/** A hint, and a declaration too, means a look. */
public final class HintDecider implements Decider<HintState> {

    @Override
    public Class<HintState> stateType() {
        return HintState.class;
    }

    @Override
    public HintState initial() {
        return new HintState(null);
    }

    @Override
    public List<Route<HintState, ?>> routes() {
        return List.of(
                new Route<>(Hint.TOPIC, Hint.class, this::hinted),
                new Route<>("catalog", CatalogEvent.class, this::declared));
    }

    private Decision<HintState> hinted(HintState state, Fact<Hint> fact) {
        var decision = Decision.of(state);
        var project = state.project();
        if (project == null) {
            return decision;
        }
        return switch (fact.event()) {
            case RepositoryHint hint -> look(decision, project, hint);
            case ImageHint hint -> look(decision, project, hint);
        };
    }

    private static Decision<HintState> look(Decision<HintState> decision, Project project, RepositoryHint hint) {
        return project.repository(hint.repository().name())
                .map(repository -> decision.open(
                        ForgeAddress.of(repository).toString(),
                        hint.subject(),
                        new Look.AtRepository(hint.repository(), hint.told())))
                .orElse(decision);
    }

    private static Decision<HintState> look(Decision<HintState> decision, Project project, ImageHint hint) {
        return project.application(hint.application().name())
                .map(application -> decision.open(
                        "image:" + application.image(), // a repository may have the very same name
                        hint.subject(),
                        new Look.AtImage(hint.application(), application, hint.tag())))
                .orElse(decision);
    }

    private Decision<HintState> declared(HintState state, Fact<CatalogEvent> fact) {
        return switch (fact.event()) {
            case CatalogEvent.ProjectRemoved _ -> Decision.of(new HintState(null));
            case CatalogEvent.ProjectDeclared(var project, var _) -> {
                var decision = Decision.of(new HintState(project));
                for (var repository : project.repositories()) {
                    decision = decision.open(
                            ForgeAddress.of(repository).toString(),
                            project.ref(repository).toString(),
                            new Look.AtRepository(project.ref(repository), Told.nothing()));
                }
                yield decision;
            }
        };
    }
}
