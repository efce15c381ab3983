package dev.slipway.buildservice.core;

import dev.slipway.buildservice.core.BuildWork.Build;
import dev.slipway.buildservice.core.BuildWork.PipelineOver;
import dev.slipway.buildservice.core.BuildWork.Sighting;
import dev.slipway.events.values.Failure;
import dev.slipway.events.values.Segment;
import dev.slipway.service.work.Actor;
import dev.slipway.service.work.Outcome;
import dev.slipway.service.work.Row;
import dev.slipway.service.work.Stage;
import java.util.List;

/** Brings about an application's images: those that are built here, and those that others build. */
public final class Builder implements Actor<BuildWork> {
    private final Building building;
    private final Awaiting awaiting;

    public Builder(Sources sources, Images images, Workplace workplace) {
        var skipping = new Skipping(sources);
        building = new Building(sources, images, workplace, skipping);
        awaiting = new Awaiting(sources, images, skipping);
    }

    @Override
    public Segment segment() {
        return Segment.BUILD;
    }

    @Override
    public Outcome<BuildWork> act(String application, List<Row<BuildWork>> rows, Stage<BuildWork> stage) {
        var outcome = Outcome.<BuildWork>none();
        var before = known(stage);
        var here = rows.stream().filter(row -> isBuiltHere(row.intent())).toList();
        var elsewhere = rows.stream().filter(row -> !isBuiltHere(row.intent())).toList();
        var known = building.act(here, stage, before, outcome);
        known = awaiting.act(elsewhere, stage, known, outcome);
        return outcome.note() == null && known.equals(before) ? outcome : outcome.keep(known);
    }

    @Override
    public Outcome<BuildWork> giveUp(Row<BuildWork> row, Failure why, Stage<BuildWork> stage) {
        return switch (row.intent()) {
            case Build work
            when known(stage).isUntagged(work) ->
                Outcome.<BuildWork>none().keep(known(stage).tagged(work));
            case Build work when isBuiltHere(work) -> Outcome.<BuildWork>none().say(row, work.failed(why));
            case Build work ->
                Outcome.<BuildWork>none()
                        .say(row, work.failed(why))
                        .keep(known(stage).missed(work));
            case Sighting _, PipelineOver _ -> Outcome.none();
        };
    }

    private static Known known(Stage<BuildWork> stage) {
        return stage.note(Known.class).orElse(Known.nothing());
    }

    private static boolean isBuiltHere(BuildWork work) {
        return work instanceof Build build && !build.application().build().builtElsewhere();
    }
}
