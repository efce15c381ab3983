package dev.slipway.configupdater.core;

import dev.slipway.configupdater.core.ConfigRepository.Committed;
import dev.slipway.configupdater.core.ConfigRepository.Impossible;
import dev.slipway.configupdater.core.ConfigRepository.Unchanged;
import dev.slipway.configupdater.core.ConfigRepository.Written;
import dev.slipway.configupdater.core.ConfigWork.ConfigChange;
import dev.slipway.configupdater.core.ConfigWork.Place;
import dev.slipway.configupdater.core.Why.TurnedBack;
import dev.slipway.events.ConfigEvent;
import dev.slipway.events.ConfigEvent.ConfigFailed;
import dev.slipway.events.ConfigEvent.ConfigUnchanged;
import dev.slipway.events.ConfigEvent.ConfigUpdated;
import dev.slipway.events.values.Failure;
import dev.slipway.service.PermanentFailure;
import dev.slipway.service.work.Outcome;
import dev.slipway.service.work.Row;
import java.io.IOException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes all that waits for a config branch in one push: a commit for each, in the order of their lines. */
final class ConfigWriter {
    /** What one push takes; the rest is the next one's. */
    private static final int BATCH_MAX = 500;

    private final ConfigRepository repository;

    ConfigWriter(ConfigRepository repository) {
        this.repository = repository;
    }

    /** @return what each place that was written holds now */
    Map<Place, String> act(List<Row<ConfigWork>> rows, Outcome<ConfigWork> outcome) {
        var batch = together(rows.stream()
                .sorted(Comparator.comparing(row -> change(row).release().rank()))
                .limit(BATCH_MAX)
                .toList());
        var contents = new HashMap<Place, String>();
        for (var together : byRepository(batch)) {
            write(together, outcome, contents);
        }
        return contents;
    }

    /** What takes something back looks at the branch's commits: what its path is to hold before it has to be in one by then. */
    private static List<Row<ConfigWork>> together(List<Row<ConfigWork>> rows) {
        var paths = new HashSet<String>();
        for (var i = 0; i < rows.size(); i++) {
            var change = change(rows.get(i));
            if (change.why() instanceof TurnedBack
                    && paths.contains(change.config().path())) {
                return rows.subList(0, i);
            }
            paths.add(change.config().path());
        }
        return rows;
    }

    private static ConfigChange change(Row<ConfigWork> row) {
        return (ConfigChange) row.intent();
    }

    /** Projects may share a config branch, each with credentials of its own: nobody writes with another's. */
    private static Collection<List<Row<ConfigWork>>> byRepository(List<Row<ConfigWork>> batch) {
        return batch.stream()
                .collect(Collectors.groupingBy(
                        row -> Optional.ofNullable(row.intent().repository().credentials()),
                        LinkedHashMap::new,
                        Collectors.toList()))
                .values();
    }

    private void write(List<Row<ConfigWork>> rows, Outcome<ConfigWork> outcome, Map<Place, String> contents) {
        var first = change(rows.getFirst());
        try {
            var written = repository.commit(
                    ConfigBranch.of(first.repository(), first.config()),
                    rows.stream().map(ConfigWriter::change).toList());
            for (var i = 0; i < rows.size(); i++) {
                outcome.say(rows.get(i), said(written.get(i))).close(rows.get(i));
                if (written.get(i) instanceof Committed done && done.isNewest()) {
                    contents.put(done.change().place(), done.content());
                }
            }
        } catch (PermanentFailure e) {
            rows.forEach(row -> outcome.say(row, failed(row, e.failure())).close(row));
        } catch (IOException e) {
            rows.forEach(row -> outcome.retry(row, String.valueOf(e.getMessage())));
        }
    }

    static ConfigFailed failed(Row<ConfigWork> row, Failure why) {
        return new ConfigFailed(change(row).release(), why);
    }

    private static ConfigEvent said(Written written) {
        var release = written.change().release();
        var config = written.change().config();
        return switch (written) {
            case Committed(var _, var commit, var _, var head, var content, var before) ->
                new ConfigUpdated(release, config.branch(), config.path(), commit, content, head, before);
            case Unchanged(var _, var commit, var content) ->
                new ConfigUnchanged(release, config.branch(), config.path(), commit, content);
            case Impossible(var _, var why) -> new ConfigFailed(release, why);
        };
    }
}
