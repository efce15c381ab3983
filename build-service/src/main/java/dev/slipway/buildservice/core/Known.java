package dev.slipway.buildservice.core;

import dev.slipway.buildservice.core.BuildWork.Build;
import dev.slipway.events.values.CommitId;
import dev.slipway.events.values.Ordinal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What is kept about an application between builds.
 *
 * @param built the commit of each branch's newest image, the branch built longest ago first: later changes are counted from there
 * @param ordinals by branch, the push that this image was made of, or one that its tags are being moved to; none where an older version
 *     kept it
 * @param missed what was waited for in vain; its image may come yet
 */
record Known(Map<String, CommitId> built, Map<String, Ordinal> ordinals, List<Build> missed, TagMoves moves) {
    private static final int BRANCHES_MAX = 500;
    private static final int MISSED_MAX = 20;

    Known {
        ordinals = Map.copyOf(Objects.requireNonNullElse(ordinals, Map.of()));
        missed = List.copyOf(missed);
        moves = Objects.requireNonNullElse(moves, TagMoves.NONE);
    }

    static Known nothing() {
        return new Known(Map.of(), Map.of(), List.of(), TagMoves.NONE);
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
        return new Known(built, pushes, missed, moves.begin(work, now));
    }

    Known with(TagMoves moves) {
        return new Known(built, ordinals, missed, moves);
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
        return new Known(commits, pushes, ended(work).missed(), under);
    }

    Known missed(Build work) {
        var longer = new ArrayList<>(ended(work).missed());
        longer.add(work);
        var newest = longer.subList(Math.max(0, longer.size() - MISSED_MAX), longer.size());
        return new Known(built, ordinals, newest, moves);
    }

    /** Its image is not looked for any more. */
    Known ended(Build work) {
        return new Known(
                built,
                ordinals,
                missed.stream().filter(each -> !each.isSameAs(work)).toList(),
                moves);
    }
}
