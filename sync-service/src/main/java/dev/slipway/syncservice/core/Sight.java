package dev.slipway.syncservice.core;

import dev.slipway.events.DesiredEvent.EnvironmentDesired;
import java.io.IOException;

/** Where an engine's objects are seen between releases. */
public interface Sight {

    /** What the environment's object is called: {@code Kind namespace/name}. */
    String object(EnvironmentDesired desired);

    /**
     * How the environment's object is now. From memory, once what it lives in is watched.
     *
     * @throws dev.slipway.service.PermanentFailure if we are not let see it
     * @throws IOException if nobody tells at the moment
     */
    Sighting of(EnvironmentDesired desired) throws IOException, InterruptedException;
}
