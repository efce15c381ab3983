package dev.slipway.configupdater.core;

import dev.slipway.configupdater.core.ConfigWork.ConfigChange;
import dev.slipway.configupdater.core.Proposals.Merged;
import dev.slipway.configupdater.core.Proposals.Seen;
import dev.slipway.configupdater.core.Settled.Told;
import dev.slipway.events.ConfigEvent.ConfigUpdated;
import dev.slipway.events.values.CommitId;
import dev.slipway.events.values.Rank;
import dev.slipway.service.PermanentFailure;
import dev.slipway.service.work.Outcome;
import dev.slipway.service.work.Row;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Has people merge changes: of each line the newest stands in a merge request, until the config branch holds it. */
public final class Proposer {
    private final Proposals proposals;
    private final ProposedLine lines;

    public Proposer(Proposals proposals, MergeRequests requests) {
        this.proposals = proposals;
        lines = new ProposedLine(proposals, requests);
    }

    /**
     * @param changes all that wait for the branch, whether they are proposed or not
     * @param unwritten whose pushed changes are still to be written: what was merged upon them is told after them
     * @param isMoved whether the config branch has moved
     * @param told the branches whose merge requests the forge has told of
     */
    record Occasion(
            List<Row<ConfigWork>> changes, Set<String> unwritten, boolean isMoved, Set<String> told, Instant now) {

        boolean isFor(Row<ConfigWork> row) {
            return isMoved || row.due(now) || change(row).proposed() == null || isTold(row);
        }

        boolean isTold(Row<ConfigWork> row) {
            return told.contains(change(row).proposalBranch());
        }

        /** The rank that counts in the line of a change. */
        Rank newestOf(ConfigChange one) {
            return changes.stream()
                    .map(Proposer::change)
                    .filter(other -> other.line().equals(one.line()))
                    .map(other -> other.release().rank())
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
        }
    }

    /**
     * @param seen by project, the config branch's commit of which it is known what was merged until then
     * @param unseen projects of which it is not known at the moment
     */
    record Done(Said said, Map<String, Optional<CommitId>> seen, Set<String> unseen) {}

    Done act(Occasion occasion, Said before, Outcome<ConfigWork> outcome) {
        var said = before;
        var seen = new HashMap<String, Optional<CommitId>>();
        var unseen = new HashSet<String>();
        for (var together : byBranch(occasion.changes())) {
            var rows = once(together, outcome);
            var project = change(rows.getFirst()).release().environment().project();
            if (occasion.unwritten().contains(project) || rows.stream().noneMatch(occasion::isFor)) {
                rows.forEach(row -> Waiting.asBefore(row, occasion.now(), outcome));
                continue;
            }
            try {
                var found = seen(rows);
                seen.put(project, Optional.ofNullable(found.head()));
                said = act(rows, found.merged(), occasion, said, outcome);
            } catch (IOException e) {
                unseen.add(project);
                rows.forEach(row -> Waiting.unasked(row, e, occasion.now(), outcome));
            } catch (PermanentFailure e) {
                for (var row : rows) {
                    said = Waiting.refused(row, e, occasion.now(), said, outcome);
                }
            }
        }
        return new Done(said, seen, unseen);
    }

    static ConfigChange change(Row<ConfigWork> row) {
        return (ConfigChange) row.intent();
    }

    /** Each project has credentials of its own, and what was merged is told of a project as a whole. */
    private static Collection<List<Row<ConfigWork>>> byBranch(List<Row<ConfigWork>> rows) {
        return rows.stream()
                .filter(row -> change(row).config().proposes())
                .sorted(Comparator.comparing(row -> change(row).release().rank()))
                .collect(Collectors.groupingBy(
                        row -> change(row).release().environment().project(), LinkedHashMap::new, Collectors.toList()))
                .values();
    }

    /** What is asked for once more while it waits, by a replay, goes on waiting: the first row tells its end. */
    private static List<Row<ConfigWork>> once(List<Row<ConfigWork>> rows, Outcome<ConfigWork> outcome) {
        var first = new LinkedHashMap<UUID, Row<ConfigWork>>();
        for (var row : rows) {
            var id = change(row).release().id();
            var known = first.putIfAbsent(id, row);
            if (known != null) {
                var isFurther = change(known).proposed() == null && change(row).proposed() != null;
                outcome.close(isFurther ? known : row);
                first.put(id, isFurther ? row : known);
            }
        }
        return List.copyOf(first.values());
    }

    private Seen seen(List<Row<ConfigWork>> rows) throws IOException {
        return proposals.merged(
                branch(rows), rows.stream().map(Proposer::change).toList());
    }

    private static ConfigBranch branch(List<Row<ConfigWork>> rows) {
        return ConfigBranch.of(
                change(rows.getFirst()).repository(), change(rows.getFirst()).config());
    }

    private Said act(
            List<Row<ConfigWork>> rows,
            Map<UUID, Merged> merged,
            Occasion occasion,
            Said before,
            Outcome<ConfigWork> outcome) {
        var branch = branch(rows);
        var said = before;
        var lines = new LinkedHashMap<String, List<Row<ConfigWork>>>();
        for (var row : rows) {
            var found = merged.get(change(row).release().id());
            var told = said.settled().toldOf(change(row).release());
            if (found == null && told.isPresent() && !change(row).hasProposal()) {
                tellAgain(row, told.get(), outcome);
            } else if (found == null) {
                lines.computeIfAbsent(change(row).line(), _ -> new ArrayList<>())
                        .add(row);
            } else {
                said = tell(row, found, said, outcome);
                drop(branch, row);
            }
        }
        for (var line : lines.values()) {
            said = this.lines.act(branch, line, occasion, said, outcome);
        }
        return said;
    }

    static Said tell(Row<ConfigWork> row, Merged found, Said said, Outcome<ConfigWork> outcome) {
        var change = change(row);
        var release = change.release();
        var config = change.config();
        outcome.say(row, new ConfigUpdated(release, config.branch(), config.path(), found.commit(), found.content()))
                .close(row);
        return said.with(Map.of(change.place(), found.made()))
                .settled(said.settled().merged(release, found));
    }

    private static void tellAgain(Row<ConfigWork> row, Told told, Outcome<ConfigWork> outcome) {
        var change = change(row);
        var config = change.config();
        outcome.say(
                        row,
                        new ConfigUpdated(
                                change.release(), config.branch(), config.path(), told.commit(), told.content()))
                .close(row);
    }

    private void drop(ConfigBranch branch, Row<ConfigWork> row) {
        var change = change(row);
        var proposed = change.proposed();
        if (proposed != null) {
            proposals.drop(branch, change.proposalBranch(), proposed.commit());
        }
    }
}
