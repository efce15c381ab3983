package dev.slipway.buildservice.core;

import dev.slipway.buildservice.core.BuildWork.Build;
import dev.slipway.events.values.CommitId;
import dev.slipway.events.values.Ordinal;
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
 * @param ordinals the push that each of these images was made of; none where an older version kept it
 * @param missed what was waited for in vain; its image may come yet
 */
record Known(Map<String, CommitId> built, Map<String, Ordinal> ordinals, List<Build> missed) {
    private static final int BRANCHES_MAX = 500;
    private static final int MISSED_MAX = 20;

    Known {
        ordinals = Map.copyOf(Objects.requireNonNullElse(ordinals, Map.of()));
        missed = List.copyOf(missed);
    }

    static Known nothing() {
        return new Known(Map.of(), Map.of(), List.of());
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

    Known built(Build work) {
        if (!isNewestOfItsBranch(work)) {
            return ended(work);
        }
        var commits = new LinkedHashMap<>(built);
        var pushes = new HashMap<>(ordinals);
        commits.remove(work.branch());
        commits.put(work.branch(), work.commit());
        pushes.put(work.branch(), work.ordinal());
        while (commits.size() > BRANCHES_MAX) {
            pushes.remove(commits.pollFirstEntry().getKey());
        }
        return new Known(commits, pushes, ended(work).missed());
    }

    Known missed(Build work) {
        var longer = new ArrayList<>(ended(work).missed());
        longer.add(work);
        return new Known(built, ordinals, longer.subList(Math.max(0, longer.size() - MISSED_MAX), longer.size()));
    }

    /** Its image is not looked for any more. */
    Known ended(Build work) {
        return new Known(
                built,
                ordinals,
                missed.stream().filter(each -> !each.isSameAs(work)).toList());
    }
}
