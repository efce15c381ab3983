package dev.slipway.simulator;

import dev.slipway.events.ConfigEvent;
import dev.slipway.events.ConfigEvent.ConfigFailed;
import dev.slipway.events.ConfigEvent.LineHeld;
import dev.slipway.events.DesiredEvent.EnvironmentDesired;
import dev.slipway.events.Fact;
import dev.slipway.events.catalog.Sync;
import dev.slipway.events.values.EnvironmentRef;
import dev.slipway.events.values.Release;
import dev.slipway.simulator.BuildInvariants.Expectation;
import dev.slipway.simulator.engine.Log;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** The rows by which engines go back before Git does, or people have things synced once more. */
record RowsAhead(List<EnvironmentDesired> rows, List<LineHeld> turns, List<Release> failed) {

    static RowsAhead of(Log log) {
        var rows = Invariants.distinct(log.facts("desired." + Catalogs.CLUSTER, EnvironmentDesired.class)).stream()
                .map(Fact::event)
                .sorted(Comparator.comparingLong(EnvironmentDesired::generation))
                .toList();
        var said = Invariants.distinct(log.facts("config", ConfigEvent.class)).stream()
                .map(Fact::event)
                .toList();
        return new RowsAhead(
                rows,
                said.stream()
                        .filter(event -> event instanceof LineHeld held && held.ahead() != null)
                        .map(LineHeld.class::cast)
                        .toList(),
                said.stream()
                        .filter(ConfigFailed.class::isInstance)
                        .map(event -> ((ConfigFailed) event).release())
                        .toList());
    }

    /** What people had synced once more: what had failed may be live by that. */
    Set<UUID> askedAgain() {
        return rows.stream()
                .filter(row -> row.asked() != null && row.asked().again())
                .flatMap(row -> row.releases().stream())
                .map(each -> each.release().id())
                .collect(Collectors.toSet());
    }

    static boolean isAhead(EnvironmentDesired row) {
        var sync = row.sync();
        return row.settings() != null
                && !row.settings().syncsItself()
                && (sync == null || !sync.when().equals(Sync.WENT_BACK));
    }

    /** An environment that went back, and whose commit came to nothing: it stays there until somebody says so. */
    Optional<EnvironmentRef> leftBehind() {
        return rows.stream()
                .filter(row -> isAhead(row) && row.equals(of(row.environment()).getLast()))
                .filter(row -> turns.stream()
                        .filter(turn -> turn.environment().equals(row.environment()))
                        .reduce((_, last) -> last)
                        .filter(turn -> failed.stream().anyMatch(release -> isOf(release, turn)))
                        .isPresent())
                .map(EnvironmentDesired::environment)
                .findFirst();
    }

    void check(Expectation expectation) {
        for (var turn : turns) {
            var row = of(turn.environment()).stream()
                    .filter(each -> isAhead(each) && each.source().commit().equals(turn.ahead()))
                    .findFirst();
            expectation.that(
                    row.isPresent() || isOvertaken(turn.environment()),
                    turn.environment() + " is not sent back to " + turn.ahead());
            row.ifPresent(each -> check(each, turn, expectation));
        }
        rows.stream()
                .filter(RowsAhead::isAhead)
                .forEach(row -> expectation.that(
                        turns.stream().anyMatch(turn -> row.source().commit().equals(turn.ahead())),
                        row.subject() + " is ahead, and nobody asked for it"));
    }

    /** In the same moment somebody had it synced to what Git says: of two rows that are decided together, only the later is written. */
    private boolean isOvertaken(EnvironmentRef environment) {
        var written =
                of(environment).stream().map(EnvironmentDesired::generation).collect(Collectors.toSet());
        return of(environment).stream()
                .filter(row -> row.asked() != null && row.asked().again())
                .anyMatch(row -> !written.contains(row.generation() - 1));
    }

    /** It brings back this application alone, as the release or people after it left it, and tells of no release. */
    private void check(EnvironmentDesired row, LineHeld turn, Expectation expectation) {
        var back = Objects.requireNonNull(turn.back());
        var image = Objects.requireNonNull(back.image()).digest();
        var said = List.of(row.content().split(";", -1));
        expectation.that(
                said.contains(back.application() + "=" + image)
                        || said.stream().anyMatch(part -> part.startsWith(back.application() + "=edit-")),
                row.subject() + " goes back to " + row.content() + ", not to " + image);
        expectation.that(row.releases().isEmpty(), row.subject() + " is ahead, and tells of releases");
        of(row.environment()).stream()
                .filter(each -> each.generation() < row.generation() && !isAhead(each))
                .reduce((_, last) -> last)
                .ifPresent(before -> expectation.that(
                        others(before, back).equals(others(row, back)),
                        row.subject() + " takes back more than " + back.application()));
    }

    private List<EnvironmentDesired> of(EnvironmentRef environment) {
        return rows.stream()
                .filter(row -> row.environment().equals(environment))
                .toList();
    }

    private static boolean isOf(Release release, LineHeld turn) {
        return turn.back() != null && turn.back().id().equals(release.id());
    }

    private static String others(EnvironmentDesired row, Release back) {
        return Arrays.stream(row.content().split(";", -1))
                .filter(part -> !part.startsWith(back.application() + "="))
                .collect(Collectors.joining(";"));
    }
}
