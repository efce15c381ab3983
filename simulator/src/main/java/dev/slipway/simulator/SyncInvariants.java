package dev.slipway.simulator;

import dev.slipway.events.DesiredEvent.EnvironmentDesired;
import dev.slipway.events.Fact;
import dev.slipway.events.SyncEvent.OfRelease;
import dev.slipway.events.SyncEvent.SyncAwaited;
import dev.slipway.events.SyncEvent.SyncStarted;
import dev.slipway.events.catalog.Sync;
import dev.slipway.events.catalog.Windows;
import dev.slipway.events.values.Release;
import dev.slipway.simulator.BuildInvariants.Expectation;
import dev.slipway.simulator.engine.Log;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What must hold of environments that are synced at certain times, by a rule, or by hand. That all of it is synced in the end holds of every environment. */
final class SyncInvariants {
    private final Expectation expectation;
    private final Log log;
    private final Set<UUID> asked;
    /** Of environments that went back at once: what Git still says, and the engine has left, waits again. */
    private final Set<UUID> left;

    SyncInvariants(Log log, Expectation expectation) {
        this.log = log;
        this.expectation = expectation;
        asked = releases(row -> row.asked() != null);
        left = releases(row -> row.sync() != null && row.sync().when().equals(Sync.WENT_BACK));
    }

    private Set<UUID> releases(Predicate<EnvironmentDesired> of) {
        return log.facts("desired." + Catalogs.CLUSTER, EnvironmentDesired.class).stream()
                .map(Fact::event)
                .filter(of)
                .flatMap(row -> row.releases().stream())
                .map(each -> each.release().id())
                .collect(Collectors.toSet());
    }

    void check() {
        var untils = new HashMap<UUID, Instant>();
        var begun = new HashMap<UUID, Instant>();
        for (var fact : Invariants.distinct(log.facts("sync", OfRelease.class))) {
            var release = fact.event().release();
            if (fact.event() instanceof SyncAwaited awaited) {
                expectation.that(
                        !begun.containsKey(release.id()) || left.contains(release.id()),
                        release + " waits after it was begun");
                untils.put(release.id(), Objects.requireNonNullElse(awaited.until(), Instant.MIN));
            }
            if (fact.event() instanceof SyncStarted
                    && !asked.contains(release.id())
                    && begun.putIfAbsent(release.id(), fact.envelope().time()) == null) {
                beginsWhenItMay(fact, untils);
            }
        }
    }

    private void beginsWhenItMay(Fact<OfRelease> fact, Map<UUID, Instant> untils) {
        var release = fact.event().release();
        var at = fact.envelope().time();
        var sync = syncOf(release.environment().project(), release.environment().name());
        if (sync == null) {
            return;
        }
        expectation.that(!sync.when().equals(Catalogs.BY_HAND), release + " was synced, and nobody asked for it");
        expectation.that(
                !sync.when().equals("window") || Windows.of(sync.times()).isOpen(at),
                release + " was begun at " + at + ", when no window was open");
        expectation.that(
                !sync.when().equals("rule") || isAdmitted(release, at),
                release + " was begun at " + at + ", when its rule was false");
        expectation.that(
                !at.isBefore(untils.getOrDefault(release.id(), Instant.MIN)),
                release + " was begun at " + at + ", before its time");
    }

    /** What {@link Catalogs#RULE} says, in other words. */
    private static boolean isAdmitted(Release release, Instant at) {
        var minute = at.plus(Duration.ofMinutes(45)).atOffset(ZoneOffset.UTC).getMinute();
        return release.ordinal().value() % 2 == 0 || minute % 3 == 1;
    }

    private static @Nullable Sync syncOf(String project, String environment) {
        return Catalogs.projects().stream()
                .filter(each -> each.project().equals(project))
                .flatMap(each -> each.environment(environment).stream())
                .flatMap(each -> Stream.ofNullable(each.sync()))
                .findFirst()
                .orElse(null);
    }
}
