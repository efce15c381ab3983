package dev.slipway.buildservice.core;

import dev.slipway.events.PushEvent.BranchPushed;
import dev.slipway.events.catalog.Project;
import dev.slipway.events.values.Ordinal;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is declared of a project, and the newest push of each branch that an environment followed.
 *
 * @param heads by {@code project/repository/branch}
 */
public record BuildState(@Nullable Project project, Map<String, Ordinal> heads) {
    /** Branches come and go for years; of those that were not pushed for longest no record comes twice any more. */
    private static final int HEADS_MAX = 2_000;

    public BuildState {
        heads = Map.copyOf(heads);
    }

    BuildState declared(@Nullable Project declared) {
        return new BuildState(declared, heads);
    }

    /** Whether this push, or one after it, has been seen: a record may come twice. */
    boolean knows(BranchPushed push) {
        var head = heads.get(branchOf(push));
        return head != null && !push.ordinal().isAfter(head);
    }

    BuildState saw(BranchPushed push) {
        var newer = new HashMap<>(heads);
        newer.put(branchOf(push), push.ordinal());
        while (newer.size() > HEADS_MAX) {
            var oldest = newer.entrySet().stream()
                    .min(Map.Entry.<String, Ordinal>comparingByValue().thenComparing(Map.Entry.comparingByKey()));
            newer.remove(oldest.orElseThrow().getKey());
        }
        return new BuildState(project, newer);
    }

    private static String branchOf(BranchPushed push) {
        return push.repository() + "/" + push.branch();
    }
}
