package dev.slipway.configupdater.core;

import dev.slipway.configupdater.core.ConfigWork.StatusFile;
import dev.slipway.configupdater.core.ConfigWork.StatusWork;
import dev.slipway.events.values.Failure;
import dev.slipway.service.PermanentFailure;
import dev.slipway.service.work.Outcome;
import dev.slipway.service.work.Row;
import dev.slipway.service.work.Stage;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes what status waits for a branch in one push, and pauses before the next. What waits meanwhile is one row. */
public final class StatusWriter {
    static final Duration PAUSE = Duration.ofSeconds(10);
    private final StatusFiles files;

    public StatusWriter(StatusFiles files) {
        this.files = files;
    }

    /** When the branch was last written to, or it was tried. */
    record Tried(Instant at) {}

    Outcome<ConfigWork> act(List<Row<ConfigWork>> rows, Stage<ConfigWork> stage) {
        var outcome = Outcome.<ConfigWork>none();
        var together = together(rows);
        rows.stream().filter(row -> !together.contains(row)).forEach(outcome::close);
        var pause = stage.note(Tried.class)
                .map(last -> Duration.between(stage.now(), last.at().plus(PAUSE)))
                .orElse(Duration.ZERO);
        if (pause.isPositive()) {
            together.forEach(row -> outcome.again(row, pause, "what else changes until the branch is written to"));
            return outcome;
        }
        var newest = newest(together);
        together.forEach(row -> write(row, newest, outcome));
        return outcome.keep(new Tried(stage.now()));
    }

    private void write(Row<ConfigWork> row, Set<StatusFile> newest, Outcome<ConfigWork> outcome) {
        var work = work(row);
        var current = work.files().stream().filter(newest::contains).toList();
        try {
            if (!current.isEmpty()) {
                files.write(work.only(current));
            }
            outcome.close(row);
        } catch (PermanentFailure e) {
            files.leave(work, e.failure());
            outcome.close(row);
        } catch (IOException e) {
            outcome.retry(row, String.valueOf(e.getMessage()));
        }
    }

    Outcome<ConfigWork> giveUp(StatusWork work, Failure why) {
        files.leave(work, why);
        return Outcome.none();
    }

    /** The youngest come first: how long older ones have been failing does not shorten their time. */
    private static List<Row<ConfigWork>> together(List<Row<ConfigWork>> rows) {
        var together = new ArrayList<Row<ConfigWork>>();
        for (var row : rows.reversed()) {
            if (!isGathered(row, together)) {
                together.add(row);
            }
        }
        return together;
    }

    private static boolean isGathered(Row<ConfigWork> row, List<Row<ConfigWork>> together) {
        for (var i = 0; i < together.size(); i++) {
            var both = together.get(i).with(row);
            if (both.isPresent()) {
                together.set(i, both.get());
                return true;
            }
        }
        return false;
    }

    /** A row that the others do not go together with, since its credentials differ, may be older than they are. */
    private static Set<StatusFile> newest(Collection<Row<ConfigWork>> rows) {
        return Set.copyOf(StatusFile.newest(rows.stream().flatMap(row -> work(row).files().stream())).stream()
                .collect(Collectors.toSet()));
    }

    private static StatusWork work(Row<ConfigWork> row) {
        return (StatusWork) row.intent();
    }
}
