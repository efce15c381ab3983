package dev.slipway.buildservice.core;

import dev.slipway.buildservice.core.BuildWork.Build;
import dev.slipway.events.values.CommitId;
import dev.slipway.events.values.Ordinal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What is kept about an application between builds.
 *
 * @param built the commit of each branch's newest image, the branch built longest ago first: later changes are counted from there
 * @param ordinals by branch, the push that this image was made of, or one that its tags are being moved to; none where an older version
 *     kept it
 * @param missed what was waited for in vain; its image may come yet
 * @param untagged the pushes whose image has been told, and whose tags wait
 */
record Known(
        Map<String, CommitId> built,
        Map<String, Ordinal> ordinals,
        List<Build> missed,
        TagMoves moves,
        Set<Ordinal> untagged) {
    private static final int BRANCHES_MAX = 500;
    private static final int MISSED_MAX = 20;

    Known {
        ordinals = Map.copyOf(Objects.requireNonNullElse(ordinals, Map.of()));
        missed = List.copyOf(missed);
        moves = Objects.requireNonNullElse(moves, TagMoves.NONE);
        untagged = Set.copyOf(Objects.requireNonNullElse(untagged, Set.of()));
    }

    static Known nothing() {
        return new Known(Map.of(), Map.of(), List.of(), TagMoves.NONE, Set.of());
    }

    Optional<CommitId> lastBuilt(String branch) {
        return Optional.ofNullable(built.get(branch));
    }

    /** Whether no later push of its branch has an image: an old push may be replayed. */
    boolean isNewestOfItsBranch(Build work) {
        var newest = ordinals.get(work.branch());
        return newest == null || !newest.isAfter(work.ordinal());
    }

    /** Whether no later push has an image, whatever the branch. */
    boolean isNewest(Build work) {
        return ordinals.values().stream().noneMatch(each -> each.isAfter(work.ordinal()));
    }

    /** From here on its tags may mean it: nobody who comes after us takes an older image for the newest. */
    Known moving(Build work, Instant now) {
        var pushes = new HashMap<>(ordinals);
        pushes.merge(work.branch(), work.ordinal(), (one, other) -> one.isAfter(other) ? one : other);
        return new Known(built, pushes, missed, moves.begin(work, now), untagged);
    }

    Known with(TagMoves moves) {
        return new Known(built, ordinals, missed, moves, untagged);
    }

    Known built(Build work) {
        if (!isNewestOfItsBranch(work)) {
            return ended(work);
        }
        var commits = new LinkedHashMap<>(built);
        var pushes = new HashMap<>(ordinals);
        commits.remove(work.branch());
        commits.put(work.branch(), work.commit());
        pushes.put(work.branch(), work.ordinal());
        var under = moves;
        while (commits.size() > BRANCHES_MAX) {
            var oldest = commits.pollFirstEntry().getKey();
            pushes.remove(oldest);
            under = under.forget(oldest);
        }
        return new Known(commits, pushes, ended(work).missed(), under, untagged);
    }

    Known missed(Build work) {
        var longer = new ArrayList<>(ended(work).missed());
        longer.add(work);
        var newest = longer.subList(Math.max(0, longer.size() - MISSED_MAX), longer.size());
        return new Known(built, ordinals, newest, moves, untagged);
    }

    /** Its image is not looked for any more. */
    Known ended(Build work) {
        return new Known(
                built,
                ordinals,
                missed.stream().filter(each -> !each.isSameAs(work)).toList(),
                moves,
                untagged);
    }

    boolean isUntagged(Build work) {
        return untagged.contains(work.ordinal());
    }

    boolean isBeingTagged(Build work) {
        return isUntagged(work) || moves.isBegun(work);
    }

    Known untagged(Build work) {
        var more = new HashSet<>(untagged);
        more.add(work.ordinal());
        return new Known(built, ordinals, missed, moves, more);
    }

    Known tagged(Build work) {
        var fewer = new HashSet<>(untagged);
        fewer.remove(work.ordinal());
        return new Known(built, ordinals, missed, moves, fewer);
    }
}
