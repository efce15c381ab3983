package dev.slipway.notifier.core;

import dev.slipway.events.values.Release;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an environment between releases, and of its releases under way.
 *
 * @param condition how it was seen last
 * @param clear the last that was not unclear
 * @param since when it was first seen so
 * @param changes when its condition has changed, within the hour before the last change
 * @param told whether people were to hear that it is not well, and not yet that it is again
 * @param muted what they were not told because of a release
 * @param releasing the newest release under way, by application
 * @param failed when a release has failed last: its own notice tells what follows from that at once
 */
public record EngineWatch(
        @Nullable Condition condition,
        @Nullable Condition clear,
        @Nullable Instant since,
        List<Instant> changes,
        boolean told,
        @Nullable Muted muted,
        Map<String, Releasing> releasing,
        @Nullable Instant failed) {
    private static final Duration RELEASING_MAX = Duration.ofHours(24);
    /** A Deployment gives up its progress after ten minutes, which may be after the release has failed. */
    private static final Duration FOLLOWS_FROM_FAILURE = Duration.ofMinutes(15);

    private static final int CHANGES_MAX = 20;
    static final EngineWatch NEW = new EngineWatch(null, null, null, List.of(), false, null, Map.of(), null);

    public EngineWatch {
        changes = List.copyOf(changes);
        releasing = Map.copyOf(releasing);
    }

    /** @param fact the one that said it */
    public record Muted(UUID fact, Notice.Engine engine) {}

    /** @param awaits whether it is in Git and waits for its sync; the environment is out of sync as long */
    public record Releasing(UUID release, Instant at, boolean awaits) {}

    /** Whether this was seen before, or something later. */
    boolean knows(Instant seen) {
        return since != null && !seen.isAfter(since);
    }

    EngineWatch seen(Condition now, Instant at) {
        if (now == condition) {
            return new EngineWatch(condition, clear, at, changes, told, muted, releasing, failed);
        }
        if (now == Condition.UNCLEAR || now == clear) {
            return new EngineWatch(now, clear, at, changes, told, null, releasing, failed);
        }
        var counted = Stream.concat(changes.stream(), Stream.of(at))
                .filter(change -> change.plus(ConditionHold.COUNTED).isAfter(at))
                .toList();
        var newest = counted.subList(Math.max(0, counted.size() - CHANGES_MAX), counted.size());
        // The first that is ever seen is no change, if it is well.
        var isFirst = clear == null && now == Condition.WELL;
        return new EngineWatch(now, now, at, isFirst ? changes : newest, told, null, releasing, failed);
    }

    /** When its condition is told, if it stays so. */
    Instant toldFrom(Condition now, Instant seen) {
        return seen.plus(ConditionHold.of(now, changes.size()));
    }

    EngineWatch told(boolean isBad) {
        return new EngineWatch(condition, clear, since, changes, isBad, null, releasing, failed);
    }

    EngineWatch muted(@Nullable Muted because) {
        return new EngineWatch(condition, clear, since, changes, told, because, releasing, failed);
    }

    /** Whether a release under way, or one that has just failed, tells it already. */
    boolean isMuted(Condition bad, Instant seen) {
        var hasJustFailed = failed != null && !seen.isAfter(failed.plus(FOLLOWS_FROM_FAILURE));
        return hasJustFailed || releasing.values().stream().anyMatch(release -> mutes(release, bad, seen));
    }

    private static boolean mutes(Releasing release, Condition bad, Instant seen) {
        return release.awaits()
                ? bad == Condition.OUT_OF_SYNC
                : release.at().plus(RELEASING_MAX).isAfter(seen);
    }

    EngineWatch releasing(Release release, Instant at, boolean awaits) {
        var more = new TreeMap<>(releasing);
        more.put(release.application(), new Releasing(release.id(), at, awaits));
        return new EngineWatch(condition, clear, since, changes, told, muted, more, failed);
    }

    EngineWatch ended(Release release) {
        var fewer = new TreeMap<>(releasing);
        fewer.values().removeIf(under -> under.release().equals(release.id()));
        return new EngineWatch(condition, clear, since, changes, told, muted, fewer, failed);
    }

    EngineWatch failed(Release release, Instant at) {
        var ended = ended(release);
        return new EngineWatch(condition, clear, since, changes, told, null, ended.releasing, at);
    }
}
