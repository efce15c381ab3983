package dev.slipway.syncservice.core;

import java.io.IOException;

/** Where an engine itself is seen: what it is made of, and whether that runs. */
public interface Inspection {

    String engine();

    String namespace();

    /**
     * How it is now, as it is asked.
     *
     * @throws dev.slipway.service.PermanentFailure if we are not let see it
     * @throws IOException if nobody tells at the moment
     */
    Finding now() throws IOException;
}
