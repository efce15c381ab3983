package dev.slipway.configupdater.core;

import dev.slipway.configupdater.core.ConfigWork.ConfigChange;
import dev.slipway.configupdater.core.ConfigWork.ConfigPush;
import dev.slipway.configupdater.core.ConfigWork.Followed;
import dev.slipway.configupdater.core.ConfigWork.RequestHeard;
import dev.slipway.configupdater.core.ConfigWork.StatusWork;
import dev.slipway.configupdater.core.Proposer.Occasion;
import dev.slipway.events.values.CommitId;
import dev.slipway.events.values.Failure;
import dev.slipway.events.values.Segment;
import dev.slipway.service.work.Actor;
import dev.slipway.service.work.Outcome;
import dev.slipway.service.work.Row;
import dev.slipway.service.work.Stage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Keeps config branches: writes what is to be released, then reads what people have pushed. Beside them, status is written. */
public final class ConfigBranches implements Actor<ConfigWork> {
    private final ConfigWriter writer;
    private final Proposer proposer;
    private final PeoplesPushes pushes;
    private final Following following;
    private final StatusWriter statuses;

    public ConfigBranches(ConfigRepository repository, Proposer proposer, Following following, StatusWriter statuses) {
        writer = new ConfigWriter(repository);
        this.proposer = proposer;
        this.following = following;
        this.statuses = statuses;
        pushes = new PeoplesPushes(repository);
    }

    @Override
    public Segment segment() {
        return Segment.CONFIG;
    }

    @Override
    public Outcome<ConfigWork> act(String branch, List<Row<ConfigWork>> rows, Stage<ConfigWork> stage) {
        if (rows.getFirst().intent() instanceof StatusWork) {
            return statuses.act(rows, stage); // alone on their resource
        }
        var outcome = Outcome.<ConfigWork>none();
        var before = said(stage);
        var said = before;
        var changes = of(rows, ConfigChange.class);
        var pushed = changes.stream()
                .filter(row -> !Proposer.change(row).config().proposes())
                .toList();
        if (!pushed.isEmpty()) {
            said = said.with(writer.act(pushed, outcome));
        }
        var unwritten = projects(pushed, outcome);
        var heard = of(rows, ConfigPush.class);
        var told = told(rows, outcome);
        Map<String, Optional<CommitId>> seen = Map.of();
        if (pushed.size() < changes.size()) {
            var done =
                    proposer.act(new Occasion(changes, unwritten, !heard.isEmpty(), told, stage.now()), said, outcome);
            said = done.said();
            seen = done.seen();
            unwritten.addAll(done.unseen());
        }
        var read = new ArrayList<Row<ConfigWork>>();
        for (var push : heard) {
            if (unwritten.contains(((ConfigPush) push.intent()).project())) {
                outcome.retry(push, "the releases that are to be written before it is read");
            } else {
                read.add(push);
            }
        }
        said = pushes.act(read, seen, said, outcome);
        said = following.act(of(rows, Followed.class), said, outcome);
        return said.equals(before) ? outcome : outcome.keep(said);
    }

    /**
     * Whose changes are still to be written. The branch may hold them already, without our having heard of it, and people's commits upon
     * them: told first, these would be undone when the older commit is told.
     */
    private static Set<String> projects(List<Row<ConfigWork>> changes, Outcome<ConfigWork> outcome) {
        var written = Set.copyOf(outcome.closed());
        return changes.stream()
                .filter(row -> !written.contains(row))
                .map(row ->
                        ((ConfigChange) row.intent()).release().environment().project())
                .collect(Collectors.toCollection(HashSet::new));
    }

    /** What a forge tells is a hint: it is used, or a later look finds the same. */
    private static Set<String> told(List<Row<ConfigWork>> rows, Outcome<ConfigWork> outcome) {
        var told = new HashSet<String>();
        for (var row : rows) {
            if (row.intent() instanceof RequestHeard heard) {
                told.add(heard.source());
                outcome.close(row);
            }
        }
        return told;
    }

    private static List<Row<ConfigWork>> of(List<Row<ConfigWork>> rows, Class<? extends ConfigWork> kind) {
        return rows.stream().filter(row -> kind.isInstance(row.intent())).toList();
    }

    @Override
    public Outcome<ConfigWork> giveUp(Row<ConfigWork> row, Failure why, Stage<ConfigWork> stage) {
        return switch (row.intent()) {
            case ConfigChange change -> {
                var outcome = Outcome.<ConfigWork>none().say(row, ConfigWriter.failed(row, why));
                yield change.config().proposes() ? outcome.keep(said(stage).ended(change.release())) : outcome;
            }
            case RequestHeard _ -> Outcome.none();
            case ConfigPush push ->
                PeoplesPushes.giveUp(row, why).keep(said(stage).heardOf(push));
            case Followed _ -> Following.giveUp(row, why);
            case StatusWork work -> statuses.giveUp(work, why);
        };
    }

    private static Said said(Stage<ConfigWork> stage) {
        return stage.note(Said.class).orElse(Said.nothing());
    }
}
