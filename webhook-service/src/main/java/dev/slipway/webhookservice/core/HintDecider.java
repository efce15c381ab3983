package dev.slipway.webhookservice.core;

import dev.slipway.events.CatalogEvent;
import dev.slipway.events.Fact;
import dev.slipway.service.decide.Decider;
import dev.slipway.service.decide.Decision;
import dev.slipway.service.decide.Route;
import java.util.List;

/** A hint, and a declaration too, means a look at the repository. */
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
                new Route<>(RepositoryHint.TOPIC, RepositoryHint.class, this::hinted),
                new Route<>("catalog", CatalogEvent.class, this::declared));
    }

    private Decision<HintState> hinted(HintState state, Fact<RepositoryHint> fact) {
        var hint = fact.event();
        var decision = Decision.of(state);
        if (state.project() == null) {
            return decision;
        }
        return state.project()
                .repository(hint.repository().name())
                .map(repository -> decision.open(
                        ForgeAddress.of(repository).toString(),
                        hint.repository().toString(),
                        new Look(hint.repository(), hint.branch(), hint.after(), hint.pusher())))
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
                            new Look(project.ref(repository), null, null, null));
                }
                yield decision;
            }
        };
    }
}
