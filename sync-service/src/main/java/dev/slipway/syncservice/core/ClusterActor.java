package dev.slipway.syncservice.core;

import dev.slipway.events.values.Failure;
import dev.slipway.events.values.Segment;
import dev.slipway.service.work.Actor;
import dev.slipway.service.work.Outcome;
import dev.slipway.service.work.Row;
import dev.slipway.service.work.Stage;
import java.util.List;

/** Has each kind of work done by who knows it. A resource is an environment or an engine, so its rows are of one kind. */
public record ClusterActor(Actor<SyncWork> environments, Actor<InstallWork> engines) implements Actor<ClusterWork> {

    @Override
    public Segment segment() {
        return Segment.ENGINE;
    }

    @Override
    public void owns(int partitions, int all) {
        environments.owns(partitions, all);
        engines.owns(partitions, all);
    }

    @Override
    public Outcome<ClusterWork> act(String resource, List<Row<ClusterWork>> rows, Stage<ClusterWork> stage)
            throws Exception {
        return of(rows.getFirst()).act(resource, rows, stage);
    }

    @Override
    public Outcome<ClusterWork> giveUp(Row<ClusterWork> row, Failure why, Stage<ClusterWork> stage) {
        return of(row).giveUp(row, why, stage);
    }

    @SuppressWarnings("unchecked") // it is given nothing but rows of its kind
    private Actor<ClusterWork> of(Row<ClusterWork> row) {
        Actor<?> its = switch (row.intent()) {
            case SyncWork _ -> environments;
            case InstallWork _ -> engines;
        };
        return (Actor<ClusterWork>) its;
    }
}
