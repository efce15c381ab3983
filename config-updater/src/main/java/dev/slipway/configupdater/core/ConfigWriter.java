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
import dev.slipway.service.PermanentFailure;
import dev.slipway.service.work.Actor;
import dev.slipway.service.work.Outcome;
import dev.slipway.service.work.Row;
import dev.slipway.service.work.Stage;
import java.io.IOException;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

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
    public Outcome<ConfigChange> act(String branch, List<Row<ConfigChange>> rows, Stage<ConfigChange> stage) {
        var batch = rows.stream()
                .sorted(Comparator.comparing(row -> row.intent().release().ordinal()))
                .limit(BATCH_MAX)
                .toList();
        var outcome = Outcome.<ConfigChange>none();
        for (var together : byRepository(batch)) {
            write(together, outcome);
        }
        return outcome;
    }

    /** Projects may share a config branch, each with credentials of its own: nobody writes with another's. */
    private static Collection<List<Row<ConfigChange>>> byRepository(List<Row<ConfigChange>> batch) {
        return batch.stream()
                .collect(Collectors.groupingBy(
                        row -> Optional.ofNullable(row.intent().repository().credentials()),
                        LinkedHashMap::new,
                        Collectors.toList()))
                .values();
    }

    private void write(List<Row<ConfigChange>> rows, Outcome<ConfigChange> outcome) {
        var first = rows.getFirst().intent();
        try {
            var written = repository.commit(
                    ConfigBranch.of(first.repository(), first.config()),
                    rows.stream().map(Row::intent).toList());
            for (var i = 0; i < rows.size(); i++) {
                outcome.say(rows.get(i), said(written.get(i))).close(rows.get(i));
            }
        } catch (PermanentFailure e) {
            rows.forEach(row -> outcome.say(row, failed(row, e.failure())).close(row));
        } catch (IOException e) {
            rows.forEach(row -> outcome.retry(row, String.valueOf(e.getMessage())));
        }
    }

    @Override
    public Outcome<ConfigChange> giveUp(Row<ConfigChange> row, Failure why, Stage<ConfigChange> stage) {
        return Outcome.<ConfigChange>none().say(row, failed(row, why));
    }

    private static ConfigFailed failed(Row<ConfigChange> row, Failure why) {
        return new ConfigFailed(row.intent().release(), why);
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
