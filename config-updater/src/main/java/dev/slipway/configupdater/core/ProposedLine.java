package dev.slipway.configupdater.core;

import static dev.slipway.configupdater.core.Proposer.change;

import dev.slipway.configupdater.core.ConfigRepository.Unchanged;
import dev.slipway.configupdater.core.ConfigWork.ConfigChange;
import dev.slipway.configupdater.core.ConfigWork.Proposed;
import dev.slipway.configupdater.core.MergeRequests.Wanted;
import dev.slipway.configupdater.core.Proposals.Merged;
import dev.slipway.configupdater.core.Proposals.Nothing;
import dev.slipway.configupdater.core.Proposals.Refused;
import dev.slipway.configupdater.core.Proposals.Stands;
import dev.slipway.configupdater.core.Proposer.Occasion;
import dev.slipway.events.ConfigEvent.ConfigProposed;
import dev.slipway.events.ConfigEvent.ConfigUnchanged;
import dev.slipway.events.ConfigEvent.ReleaseSuperseded;
import dev.slipway.events.values.Failure;
import dev.slipway.events.values.Rank;
import dev.slipway.events.values.Segment;
import dev.slipway.events.values.Setting;
import dev.slipway.service.PermanentFailure;
import dev.slipway.service.work.Outcome;
import dev.slipway.service.work.Row;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What waits of one line, none of it in the config branch: its newest stands in the merge request, the others end. */
final class ProposedLine {
    private static final Duration SOON = Duration.ofSeconds(5);
    private final Proposals proposals;
    private final MergeRequests requests;

    ProposedLine(Proposals proposals, MergeRequests requests) {
        this.proposals = proposals;
        this.requests = requests;
    }

    /** @param rows in the order of their ranks */
    Said act(
            ConfigBranch branch,
            List<Row<ConfigWork>> rows,
            Occasion occasion,
            Said said,
            Outcome<ConfigWork> outcome) {
        var newest = rows.getLast();
        var earlier = rows.subList(0, rows.size() - 1);
        var rank = occasion.newestOf(change(newest));
        if (rank.isAfter(change(newest).release().rank())) {
            drop(branch, rows);
            return supersede(rows, rank, List.of(), said, outcome);
        }
        if (change(newest).proposed() == null) {
            return propose(branch, newest, earlier, occasion.now(), said, outcome);
        }
        var passed = supersede(earlier, rank, change(newest).settings(), said, outcome);
        if (newest.due(occasion.now()) || occasion.isTold(newest)) {
            return ask(branch, newest, occasion.now(), passed, outcome);
        }
        Waiting.asBefore(newest, occasion.now(), outcome);
        return passed;
    }

    /** @param settings what comes with the later one */
    private static Said supersede(
            List<Row<ConfigWork>> rows, Rank by, List<Setting> settings, Said before, Outcome<ConfigWork> outcome) {
        var said = before;
        for (var row : rows) {
            var release = change(row).release();
            outcome.say(row, ReleaseSuperseded.by(by, release, lost(change(row), by, settings)))
                    .close(row);
            said = said.ended(release);
        }
        return said;
    }

    /** Nobody has merged them, so no later push keeps them. */
    private static @Nullable Failure lost(ConfigChange change, Rank by, List<Setting> settings) {
        var lost = change.settings().stream()
                .filter(setting -> !settings.contains(setting))
                .map(Setting::described)
                .collect(Collectors.joining(", "));
        return lost.isEmpty()
                ? null
                : new Failure(
                        Segment.CONFIG,
                        lost + " was never merged, and release " + by + ", which comes instead, does not have it",
                        "deploy it again: slipway deploy " + change.line());
    }

    private Said propose(
            ConfigBranch branch,
            Row<ConfigWork> row,
            List<Row<ConfigWork>> earlier,
            Instant now,
            Said before,
            Outcome<ConfigWork> outcome) {
        var change = change(row);
        var rank = change.release().rank();
        try {
            requests.check(change.repository());
            return switch (proposals.propose(branch, change)) {
                case Stands stands -> {
                    stand(branch, row, stands, now, outcome);
                    yield supersede(earlier, rank, change.settings(), before, outcome);
                }
                case Nothing(var why) -> {
                    var said = nothing(branch, row, why, before, outcome);
                    drop(branch, earlier);
                    yield supersede(earlier, rank, change.settings(), said, outcome);
                }
                case Refused(var why) -> {
                    drop(branch, earlier);
                    yield supersede(earlier, rank, change.settings(), fail(row, why.why(), before, outcome), outcome);
                }
            };
        } catch (PermanentFailure e) {
            drop(branch, earlier);
            return supersede(earlier, rank, change.settings(), fail(row, e.failure(), before, outcome), outcome);
        } catch (IOException e) {
            outcome.retry(row, String.valueOf(e.getMessage()));
            earlier.forEach(each -> Waiting.asBefore(each, now, outcome));
            return before;
        }
    }

    /** The branch says so already: perhaps by a merge request that we opened, and died before it was noted. */
    private Said nothing(
            ConfigBranch branch, Row<ConfigWork> row, Unchanged why, Said before, Outcome<ConfigWork> outcome)
            throws IOException {
        var change = change(row);
        var release = change.release();
        var found = found(branch, change);
        if (found != null) {
            return Proposer.tell(row, found, before, outcome);
        }
        var config = change.config();
        outcome.say(row, new ConfigUnchanged(release, config.branch(), config.path(), why.commit(), why.content()))
                .close(row);
        return before.ended(release);
    }

    private @Nullable Merged found(ConfigBranch branch, ConfigChange change) throws IOException {
        return proposals
                .merged(branch, List.of(change))
                .merged()
                .get(change.release().id());
    }

    private void stand(
            ConfigBranch branch, Row<ConfigWork> row, Stands stands, Instant now, Outcome<ConfigWork> outcome)
            throws IOException {
        var change = change(row);
        var own = change.proposalBranch();
        var request =
                requests.open(change.repository(), new Wanted(own, branch.branch(), stands.title(), stands.text()));
        var proposed = new Proposed(stands.commit(), stands.base(), request.number(), request.url());
        outcome.say(row, new ConfigProposed(change.release(), own, branch.branch(), request.url(), stands.commit()));
        Waiting.forPeople(row.asking(change.waitingAs(proposed)), now, outcome);
    }

    private Said ask(ConfigBranch branch, Row<ConfigWork> row, Instant now, Said before, Outcome<ConfigWork> outcome) {
        var change = change(row);
        var proposed = Objects.requireNonNull(change.proposed());
        try {
            return switch (requests.state(change.repository(), proposed.number())) {
                case OPEN -> {
                    Waiting.forPeople(row, now, outcome);
                    yield before;
                }
                case CLOSED -> {
                    proposals.drop(branch, change.proposalBranch(), proposed.commit());
                    yield fail(row, closed(proposed), before, outcome);
                }
                case MERGED -> merged(branch, row, proposed, before, outcome);
            };
        } catch (IOException e) {
            Waiting.unasked(row, e, now, outcome);
        } catch (PermanentFailure e) {
            return Waiting.refused(row, e, now, before, outcome);
        }
        return before;
    }

    /** The forge says so: then the config branch holds it, or what was merged was another change by then. */
    private Said merged(
            ConfigBranch branch, Row<ConfigWork> row, Proposed proposed, Said before, Outcome<ConfigWork> outcome)
            throws IOException {
        var change = change(row);
        var found = found(branch, change);
        if (found != null) {
            var said = Proposer.tell(row, found, before, outcome);
            proposals.drop(branch, change.proposalBranch(), proposed.commit());
            return said;
        }
        var waitsFor = proposed.url() + ", which is merged, to be seen in " + branch.branch();
        if (!row.waitsFor().equals(waitsFor)) {
            outcome.again(row, SOON, waitsFor);
            return before;
        }
        return fail(row, changed(branch, proposed), before, outcome);
    }

    private static Said fail(Row<ConfigWork> row, Failure why, Said said, Outcome<ConfigWork> outcome) {
        outcome.say(row, ConfigWriter.failed(row, why)).close(row);
        return said.ended(change(row).release());
    }

    private static Failure closed(Proposed proposed) {
        return new Failure(
                Segment.CONFIG,
                "the merge request " + proposed.url() + " was closed",
                "nothing was changed; push again, or replay the delivery");
    }

    private static Failure changed(ConfigBranch branch, Proposed proposed) {
        return new Failure(
                Segment.CONFIG,
                "the merge request " + proposed.url() + " was merged, but " + branch.branch()
                        + " does not say what was proposed",
                "what was merged is released as a change by hand; push again, or replay the delivery");
    }

    private void drop(ConfigBranch branch, List<Row<ConfigWork>> rows) {
        for (var row : rows) {
            ConfigChange change = change(row);
            var proposed = change.proposed();
            if (proposed != null) {
                proposals.drop(branch, change.proposalBranch(), proposed.commit());
            }
        }
    }
}
