package dev.slipway.configupdater.core;

import dev.slipway.configupdater.core.ConfigWork.ConfigChange;
import dev.slipway.configupdater.core.ConfigWork.Place;
import dev.slipway.events.values.CommitId;
import dev.slipway.events.values.Failure;
import dev.slipway.events.values.SourceCommit;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The Git repository that holds the desired state. */
public interface ConfigRepository {

    /**
     * Commits the changes in their order and pushes once. A change that the branch already holds, by its trailer, is not committed
     * again; its commit is returned: so a batch may be repeated after a crash. A change that can't be made says why and holds up none
     * of the others.
     *
     * @return what became of each change, in their order
     * @throws dev.slipway.service.PermanentFailure if the branch refuses us for good
     * @throws IOException if it may work later
     */
    List<Written> commit(ConfigBranch branch, List<ConfigChange> changes) throws IOException;

    /**
     * What people have committed to the branch: of each place whose content they changed since it was last read, the newest such
     * commit. Where there is one, the branch was asked for just now, so that nothing is made of what it no longer says.
     *
     * @param pushed what the branch was last heard to be at
     * @throws dev.slipway.service.PermanentFailure if the branch refuses us for good
     * @throws IOException if it may work later
     */
    Reading editedByPeople(ConfigBranch branch, CommitId pushed, List<Unread> places) throws IOException;

    /**
     * @param since up to where the place has been read; none where the branch is new, and all of it is unread
     * @param content what it was said to hold; none where nothing was, or not since it has been read
     * @param merges people's commits that only brought what we had proposed
     * @param ended releases of which a commit of ours is people's all the same: they merged what we had given up
     */
    record Unread(
            Place place, @Nullable CommitId since, @Nullable String content, Set<CommitId> merges, Set<String> ended) {

        public Unread(Place place, @Nullable CommitId since) {
            this(place, since, null, Set.of(), Set.of());
        }
    }

    /** @param head the branch's newest commit that was read; none where there is no such branch any more */
    record Reading(@Nullable CommitId head, List<Edited> edits) {}

    /**
     * @param made what the place held as the people's commit left it
     * @param head the branch's newest commit, and what the place holds there
     * @param isAsItStands whether it is no commit of people since, but all that the branch says now: it was forced to where it stands, or
     *     holds what nobody was told of; then the commit may be an old one, and one of ours
     */
    record Edited(Place place, SourceCommit source, String made, CommitId head, String content, boolean isAsItStands) {}

    sealed interface Written {
        ConfigChange change();
    }

    /**
     * @param made the hash of the tree below the path, as the commit has it
     * @param head where the branch stood when the commit was found in it; none where it was made just now
     * @param content as it is there
     * @param before what the commit found below the path; none where nothing was there
     */
    record Committed(
            ConfigChange change,
            CommitId commit,
            String made,
            @Nullable CommitId head,
            String content,
            @Nullable String before)
            implements Written {

        public Committed(ConfigChange change, CommitId commit, String content, @Nullable String before) {
            this(change, commit, content, null, content, before);
        }

        /** Whether nobody has changed it since. */
        boolean isNewest() {
            return made.equals(content);
        }
    }

    /**
     * @param commit where the branch stands
     * @param content the hash of the tree below the path there
     */
    record Unchanged(ConfigChange change, CommitId commit, String content) implements Written {}

    record Impossible(ConfigChange change, Failure why) implements Written {}
}
