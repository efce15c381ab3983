package dev.slipway.configupdater.core;

import dev.slipway.configupdater.core.ConfigWork.StatusWork;
import dev.slipway.events.values.Failure;
import java.io.IOException;

/** The branches that status is written to, for people and tools that watch Git. */
public interface StatusFiles {

    /**
     * Writes the files with one commit, or with none where the branch has them already: so it may be repeated. A branch that is not there
     * is made, with no history but this.
     *
     * @throws dev.slipway.service.PermanentFailure if the branch refuses us for good
     * @throws IOException if it may work later
     */
    void write(StatusWork work) throws IOException;

    /** They stay as they are until the next release. */
    void leave(StatusWork work, Failure why);
}
