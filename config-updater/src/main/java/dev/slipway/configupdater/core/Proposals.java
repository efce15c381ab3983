package dev.slipway.configupdater.core;

import dev.slipway.configupdater.core.ConfigRepository.Impossible;
import dev.slipway.configupdater.core.ConfigRepository.Unchanged;
import dev.slipway.configupdater.core.ConfigWork.ConfigChange;
import dev.slipway.events.values.CommitId;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Changes that stand on branches of their own, until people have merged them. */
public interface Proposals {

    /**
     * Which of the changes the config branch holds by now, as it is at this moment: by their trailer, or because one that was proposed
     * would change nothing any more.
     *
     * @throws dev.slipway.service.PermanentFailure if the branch refuses us for good
     * @throws IOException if it may work later
     */
    Seen merged(ConfigBranch branch, List<ConfigChange> changes) throws IOException;

    /**
     * Puts the change upon the config branch's newest commit, in place of whatever its line's branch held. One that stands there already
     * is not made again.
     *
     * @throws dev.slipway.service.PermanentFailure if the repository refuses us for good
     * @throws IOException if it may work later
     */
    Answer propose(ConfigBranch branch, ConfigChange change) throws IOException;

    /** Deletes the line's branch if it still stands at the commit; where that fails it stays, and the next proposal moves it. */
    void drop(ConfigBranch branch, String own, CommitId commit);

    /**
     * @param head what was looked at, the config branch's newest commit; none where there is no such branch
     * @param merged by release
     */
    record Seen(@Nullable CommitId head, Map<UUID, Merged> merged) {
        public Seen {
            merged = Map.copyOf(merged);
        }
    }

    /**
     * @param commit the config branch's newest
     * @param content what the change's path holds there
     * @param made what the path held as the merge left it
     * @param merges people's commits that bring this change and nothing else
     */
    record Merged(CommitId commit, String content, String made, Set<CommitId> merges) {
        public Merged {
            merges = Set.copyOf(merges);
        }
    }

    sealed interface Answer {}

    /**
     * @param base the config branch's commit that it is made upon
     * @param title the first line of its message
     * @param text the rest of it
     */
    record Stands(CommitId commit, CommitId base, String title, String text) implements Answer {}

    /** There is nothing to propose. */
    record Nothing(Unchanged why) implements Answer {}

    record Refused(Impossible why) implements Answer {}
}
