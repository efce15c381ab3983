package dev.slipway.buildservice.core;

import dev.slipway.buildservice.core.BuildWork.Build;
import dev.slipway.events.values.CommitId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is kept about an application between builds.
 *
 * @param built the commit of each branch's last image, the branch built longest ago first: later changes are counted from there
 * @param missed what was waited for in vain; its image may come yet
 */
record Known(Map<String, CommitId> built, List<Build> missed) {
    private static final int BRANCHES_MAX = 500;
    private static final int MISSED_MAX = 20;

    static Known nothing() {
        return new Known(Map.of(), List.of());
    }

    Optional<CommitId> lastBuilt(String branch) {
        return Optional.ofNullable(built.get(branch));
    }

    Known built(Build work) {
        var newer = new LinkedHashMap<>(built);
        newer.remove(work.branch());
        newer.put(work.branch(), work.commit());
        while (newer.size() > BRANCHES_MAX) {
            newer.remove(newer.firstEntry().getKey());
        }
        return new Known(
                newer, missed.stream().filter(each -> !each.equals(work)).toList());
    }

    Known missed(Build work) {
        var longer = new ArrayList<>(missed);
        longer.add(work);
        return new Known(built, longer.subList(Math.max(0, longer.size() - MISSED_MAX), longer.size()));
    }
}
