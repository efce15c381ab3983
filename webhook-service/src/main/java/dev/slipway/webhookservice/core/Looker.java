package dev.slipway.webhookservice.core;

import dev.slipway.events.values.Failure;
import dev.slipway.events.values.Segment;
import dev.slipway.service.work.Actor;
import dev.slipway.service.work.Outcome;
import dev.slipway.service.work.Row;
import dev.slipway.service.work.Stage;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/** Looks where hints point, and says what is new there. */
public final class Looker implements Actor<Look> {
    private final RepositoryLooker repositories;
    private final ImageLooker images;
    private final Consumer<String> warn;

    /** @param warn hears of looks that cannot succeed; they belong to no delivery that could end with it */
    public Looker(Forge forge, Registry registry, Declared declared, Consumer<String> warn) {
        repositories = new RepositoryLooker(forge, declared, warn);
        images = new ImageLooker(registry);
        this.warn = warn;
    }

    @Override
    public Segment segment() {
        return Segment.GIT;
    }

    @Override
    public Outcome<Look> act(String resource, List<Row<Look>> rows, Stage<Look> stage) throws IOException {
        return switch (rows.getFirst().intent()) {
            case Look.AtRepository _ -> repositories.act(resource, rows, stage);
            case Look.AtImage _ -> images.act(rows, stage);
        };
    }

    @Override
    public Outcome<Look> giveUp(Row<Look> row, Failure why, Stage<Look> stage) {
        warn.accept(row.resource() + ": " + why.seen() + "; " + why.nextStep());
        return Outcome.none();
    }
}
