package dev.slipway.syncservice.core;

import dev.slipway.events.DesiredEvent.Source;
import java.io.IOException;
import java.util.Map;

/** The files that an environment renders from. */
public interface DesiredTree {

    /**
     * The files below the path at the commit.
     *
     * @throws dev.slipway.service.PermanentFailure if there is no such path or commit, or we are not let in
     */
    Map<String, byte[]> read(Source source) throws IOException;
}
