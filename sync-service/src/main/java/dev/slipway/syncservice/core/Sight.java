package dev.slipway.syncservice.core;

import dev.slipway.events.DesiredEvent.EnvironmentDesired;
import java.io.IOException;

/** Where an engine's objects are seen between releases. */
public interface Sight {

    /** Where the environment of this row is seen; asked once for each row. */
    View of(EnvironmentDesired desired);

    /** Where one environment is seen. */
    interface View {

        /** What the environment's object is called: {@code Kind namespace/name}. */
        String object();

        /**
         * How it is now, from memory. Never waits: where what it lives in is not watched yet, that is begun, and nobody tells.
         *
         * @throws dev.slipway.service.PermanentFailure if we are not let see it
         * @throws IOException if nobody tells at the moment
         */
        Sighting now() throws IOException;
    }
}
