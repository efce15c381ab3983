package dev.slipway.syncservice.core;

import dev.slipway.events.DesiredEvent.EnvironmentDesired;
import dev.slipway.events.DesiredEvent.ReleaseDesired;
import dev.slipway.events.SyncEvent.SyncAwaited;
import dev.slipway.service.sync.SyncStrategies;
import dev.slipway.service.sync.SyncStrategy.Moment;
import dev.slipway.service.sync.SyncStrategy.Verdict;
import dev.slipway.service.sync.SyncStrategy.Verdict.Go;
import dev.slipway.service.sync.SyncStrategy.Verdict.Wait;
import dev.slipway.service.work.Outcome;
import dev.slipway.service.work.Row;
import dev.slipway.service.work.Stage;
import dev.slipway.syncservice.core.Announced.Waits;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which of an environment's rows is synced now: the newest that may be, and it answers the older ones. Of those that may not, the newest
 * waits in place of all.
 *
 * @param next what is synced; null where nothing may be
 * @param waits what is kept of what waits; null where nothing does
 * @param outcome what becomes of the other rows
 */
record Choice(@Nullable Row<SyncWork> next, @Nullable Waits waits, Outcome<SyncWork> outcome) {

    static Choice of(List<Row<SyncWork>> rows, Announced before, SyncStrategies strategies, Stage<SyncWork> stage) {
        var newestFirst = rows.stream()
                .sorted(Comparator.comparingLong(Choice::generation).reversed())
                .toList();
        var newest = newestFirst.getFirst();
        var judge = new Judge(strategies, before, since(rows, before), stage.now());
        var verdict = judge.of(newest);
        var next = verdict instanceof Go
                ? newest
                : newestFirst.stream()
                        .skip(1)
                        .filter(row -> !row.intent().desired().hasLeft() && judge.of(row) instanceof Go)
                        .findFirst()
                        .orElse(null);
        var outcome = Outcome.<SyncWork>none();
        rows.stream().filter(row -> !row.equals(newest) && !row.equals(next)).forEach(outcome::close);
        return new Choice(
                next, verdict instanceof Wait wait ? judge.await(newest, next, wait, stage, outcome) : null, outcome);
    }

    /** What may be synced is synced a little later. */
    Outcome<SyncWork> later(Announced before, Duration delay, String why) {
        outcome.again(Objects.requireNonNull(next), delay, why);
        return waits == null ? outcome : outcome.keep(before.waiting(waits));
    }

    private static long generation(Row<SyncWork> row) {
        return row.intent().desired().generation();
    }

    private static Instant since(List<Row<SyncWork>> rows, Announced before) {
        return before.waits() != null
                ? before.waits().since()
                : rows.stream().map(Row::since).min(Comparator.naturalOrder()).orElseThrow();
    }

    private record Judge(SyncStrategies strategies, Announced before, Instant since, Instant now) {

        Verdict of(Row<SyncWork> row) {
            var desired = row.intent().desired();
            var fresh = fresh(desired);
            return desired.hasLeft()
                            || fresh.isEmpty()
                            || desired.asked() != null
                            || before.hasBegun(desired.generation())
                    ? new Go()
                    : strategies.judge(
                            desired.sync(),
                            new Moment(
                                    desired.environment(),
                                    fresh.stream().map(ReleaseDesired::release).toList(),
                                    since,
                                    now));
        }

        private List<ReleaseDesired> fresh(EnvironmentDesired desired) {
            return desired.releases().stream()
                    .filter(release ->
                            !before.releases().contains(release.release().id()))
                    .toList();
        }

        /** That it waits is said once of each release that is not on its way. Waiting is no failing. */
        Waits await(
                Row<SyncWork> row,
                @Nullable Row<SyncWork> next,
                Wait wait,
                Stage<SyncWork> stage,
                Outcome<SyncWork> outcome) {
            var desired = row.intent().desired();
            var told = new HashSet<>(
                    before.waits() == null ? Set.<UUID>of() : before.waits().told());
            for (var release : fresh(desired)) {
                var isOnItsWay =
                        next != null && next.intent().desired().releases().contains(release);
                if (!isOnItsWay && told.add(release.release().id())) {
                    stage.say(
                            release.cause(),
                            new SyncAwaited(
                                    release.release(),
                                    desired.destination(),
                                    wait.why(),
                                    wait.until(),
                                    wait.nextStep()));
                }
            }
            outcome.again(row.afresh(), Duration.between(now, wait.again()), wait.why());
            told.retainAll(
                    desired.releases().stream().map(each -> each.release().id()).toList());
            return new Waits(since, told);
        }
    }
}
