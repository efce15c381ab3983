package dev.slipway.configupdater.core;

import dev.slipway.configupdater.core.ConfigRepository.Committed;
import dev.slipway.configupdater.core.ConfigRepository.Impossible;
import dev.slipway.configupdater.core.ConfigRepository.Unchanged;
import dev.slipway.configupdater.core.ConfigRepository.Written;
import dev.slipway.events.ConfigEvent;
import dev.slipway.events.ConfigEvent.ConfigFailed;
import dev.slipway.events.ConfigEvent.ConfigUnchanged;
import dev.slipway.events.ConfigEvent.ConfigUpdated;
import dev.slipway.events.values.Failure;
import dev.slipway.events.values.Segment;
import dev.slipway.service.work.Actor;
import dev.slipway.service.work.Outcome;
import dev.slipway.service.work.Row;
import dev.slipway.service.work.Stage;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;

/** Writes all that waits for a config branch in one push: a commit for each, in the order of their lines. */
public final class ConfigWriter implements Actor<ConfigChange> {
    /** What one push takes; the rest is the next one's. */
    private static final int BATCH_MAX = 500;

    private final ConfigRepository repository;

    public ConfigWriter(ConfigRepository repository) {
        this.repository = repository;
    }

    @Override
    public Segment segment() {
        return Segment.CONFIG;
    }

    @Override
    public Outcome<ConfigChange> act(String branch, List<Row<ConfigChange>> rows, Stage<ConfigChange> stage)
            throws IOException {
        var batch = rows.stream()
                .sorted(Comparator.comparing(row -> row.intent().release().ordinal()))
                .limit(BATCH_MAX)
                .toList();
        var first = batch.getFirst().intent();
        var written = repository.commit(
                ConfigBranch.of(first.repository(), first.config()),
                batch.stream().map(Row::intent).toList());
        var outcome = Outcome.<ConfigChange>none();
        for (var i = 0; i < batch.size(); i++) {
            outcome.say(batch.get(i), said(written.get(i))).close(batch.get(i));
        }
        return outcome;
    }

    @Override
    public Outcome<ConfigChange> giveUp(Row<ConfigChange> row, Failure why, Stage<ConfigChange> stage) {
        return Outcome.<ConfigChange>none()
                .say(row, new ConfigFailed(row.intent().release(), why));
    }

    private static ConfigEvent said(Written written) {
        var release = written.change().release();
        var config = written.change().config();
        return switch (written) {
            case Committed(var _, var commit, var content) ->
                new ConfigUpdated(release, config.branch(), config.path(), commit, content);
            case Unchanged(var _, var commit) -> new ConfigUnchanged(release, config.branch(), config.path(), commit);
            case Impossible(var _, var why) -> new ConfigFailed(release, why);
        };
    }
}
