package dev.slipway.configupdater.core;

import dev.slipway.configupdater.core.ConfigWork.ConfigChange;
import dev.slipway.configupdater.core.ConfigWork.ConfigPush;
import dev.slipway.events.values.Failure;
import dev.slipway.events.values.Segment;
import dev.slipway.service.work.Actor;
import dev.slipway.service.work.Outcome;
import dev.slipway.service.work.Row;
import dev.slipway.service.work.Stage;
import java.util.List;

/** Keeps config branches: writes what is to be released, then reads what people have pushed. */
public final class ConfigBranches implements Actor<ConfigWork> {
    private final ConfigWriter writer;
    private final PeoplesPushes pushes;

    public ConfigBranches(ConfigRepository repository) {
        writer = new ConfigWriter(repository);
        pushes = new PeoplesPushes(repository);
    }

    @Override
    public Segment segment() {
        return Segment.CONFIG;
    }

    @Override
    public Outcome<ConfigWork> act(String branch, List<Row<ConfigWork>> rows, Stage<ConfigWork> stage) {
        var outcome = Outcome.<ConfigWork>none();
        var before = said(stage);
        var said = before;
        var changes = of(rows, ConfigChange.class);
        if (!changes.isEmpty()) {
            said = said.with(writer.act(changes, outcome));
        }
        said = pushes.act(of(rows, ConfigPush.class), said, outcome);
        return said.equals(before) ? outcome : outcome.keep(said);
    }

    private static List<Row<ConfigWork>> of(List<Row<ConfigWork>> rows, Class<? extends ConfigWork> kind) {
        return rows.stream().filter(row -> kind.isInstance(row.intent())).toList();
    }

    @Override
    public Outcome<ConfigWork> giveUp(Row<ConfigWork> row, Failure why, Stage<ConfigWork> stage) {
        return switch (row.intent()) {
            case ConfigChange _ -> Outcome.<ConfigWork>none().say(row, ConfigWriter.failed(row, why));
            case ConfigPush push -> Outcome.<ConfigWork>none().keep(said(stage).heardOf(push));
        };
    }

    private static Said said(Stage<ConfigWork> stage) {
        return stage.note(Said.class).orElse(Said.nothing());
    }
}
