package dev.slipway.configupdater.core;

import dev.slipway.configupdater.core.ConfigWork.ConfigChange;
import dev.slipway.configupdater.core.ConfigWork.ConfigPush;
import dev.slipway.configupdater.core.ConfigWork.Place;
import dev.slipway.events.values.CommitId;
import dev.slipway.events.values.Failure;
import dev.slipway.events.values.SourceCommit;
import java.io.IOException;
import java.util.List;
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
     * What people have committed to the branch since then: of each place whose content they changed, the newest such commit.
     *
     * @param since where the branch was; none where it is new
     * @param push what is surely in the branch, and the places to look at
     * @throws dev.slipway.service.PermanentFailure if the branch refuses us for good
     * @throws IOException if it may work later
     */
    List<Edited> editedByPeople(ConfigBranch branch, @Nullable CommitId since, ConfigPush push) throws IOException;

    /**
     * @param made what the place held as the people's commit left it
     * @param head the branch's newest commit, and what the place holds there
     */
    record Edited(Place place, SourceCommit source, String made, CommitId head, String content) {}

    sealed interface Written {
        ConfigChange change();
    }

    /** @param content the hash of the tree below the path, as the commit has it */
    record Committed(ConfigChange change, CommitId commit, String content) implements Written {}

    record Unchanged(ConfigChange change, CommitId commit) implements Written {}

    record Impossible(ConfigChange change, Failure why) implements Written {}
}
