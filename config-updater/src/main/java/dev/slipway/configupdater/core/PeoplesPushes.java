package dev.slipway.configupdater.core;

import dev.slipway.configupdater.core.ConfigRepository.Edited;
import dev.slipway.configupdater.core.ConfigWork.ConfigPush;
import dev.slipway.events.ConfigEvent.ConfigUpdated;
import dev.slipway.events.ConfigEvent.ReleaseRequested;
import dev.slipway.events.values.CommitId;
import dev.slipway.events.values.Failure;
import dev.slipway.events.values.Release;
import dev.slipway.service.PermanentFailure;
import dev.slipway.service.work.Outcome;
import dev.slipway.service.work.Row;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What people push to a config branch is a release of their own. Our own commits are none, also where somebody has squashed them: what we
 * wrote is known by its content.
 */
final class PeoplesPushes {
    private static final Duration SOON = Duration.ofSeconds(1);
    private final ConfigRepository repository;

    PeoplesPushes(ConfigRepository repository) {
        this.repository = repository;
    }

    /**
     * @param seen by project, up to which commit it is known what of our proposals was merged: a later one may have brought another, and is
     *     no change of people's own
     */
    Said act(
            List<Row<ConfigWork>> rows,
            Map<String, Optional<CommitId>> seen,
            Said before,
            Outcome<ConfigWork> outcome) {
        var said = before;
        for (var together : byProject(rows)) {
            for (var row : together) {
                said = said.heardOf(push(row));
            }
            try {
                var read = read(together.getLast(), seen, said, outcome);
                if (read.isPresent()) {
                    together.forEach(outcome::close);
                } else {
                    together.forEach(row -> outcome.again(row, SOON, "a look at all that was pushed meanwhile"));
                }
                said = read.orElse(said);
            } catch (PermanentFailure e) {
                // The next look begins where this one would have.
                together.forEach(outcome::close);
                outcome.and(giveUp(together.getLast(), e.failure()));
            } catch (IOException e) {
                together.forEach(row -> outcome.retry(row, String.valueOf(e.getMessage())));
            }
        }
        return said;
    }

    static Outcome<ConfigWork> giveUp(Row<ConfigWork> row, Failure why) {
        var push = push(row);
        return UnreadChanges.say(row, push.places(), push.branch(), push.after(), why);
    }

    /** Projects may share a config branch, each with credentials and places of its own. */
    private static Collection<List<Row<ConfigWork>>> byProject(List<Row<ConfigWork>> rows) {
        return rows.stream()
                .sorted(Comparator.comparing(row -> push(row).ordinal()))
                .collect(Collectors.groupingBy(row -> push(row).project(), LinkedHashMap::new, Collectors.toList()))
                .values();
    }

    private static ConfigPush push(Row<ConfigWork> row) {
        return (ConfigPush) row.intent();
    }

    /**
     * Several pushes are one look, from where the last one ended.
     *
     * @return nothing where the branch has moved on since proposals were looked at
     */
    private Optional<Said> read(
            Row<ConfigWork> newest, Map<String, Optional<CommitId>> seen, Said before, Outcome<ConfigWork> outcome)
            throws IOException {
        var push = push(newest);
        var places = before.unread(push);
        if (places.isEmpty()) {
            return Optional.of(before);
        }
        var said = before;
        var branch = new ConfigBranch(push.repository(), push.branch());
        var reading = repository.editedByPeople(branch, push.after(), places);
        var known = seen.get(push.project());
        if (known != null && !known.equals(Optional.ofNullable(reading.head()))) {
            return Optional.empty();
        }
        for (var edited : reading.edits()) {
            if (!said.knows(edited)) {
                release(newest, push, edited, outcome);
                said = said.with(edited);
            }
        }
        return Optional.of(reading.head() == null ? said : said.readTo(reading.head(), push, places));
    }

    private static void release(Row<ConfigWork> row, ConfigPush push, Edited edited, Outcome<ConfigWork> outcome) {
        var environment = edited.place().environment();
        var name = environment + "/" + Release.CONFIG + "@" + push.ordinal() + "="
                + edited.source().id();
        var release =
                new Release(Releases.idOf(name), environment, Release.CONFIG, push.ordinal(), edited.source(), null);
        outcome.say(row, new ReleaseRequested(release))
                .say(
                        row,
                        new ConfigUpdated(
                                release, push.branch(), edited.place().path(), edited.head(), edited.content()));
    }
}
