package dev.slipway.syncservice.core;

import dev.slipway.events.DesiredEvent.EnvironmentDesired;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** What brings an environment's content from Git into the cluster. */
public interface Engine {

    /**
     * Reads and checks what is to be done; nothing is changed yet.
     *
     * @throws dev.slipway.service.PermanentFailure if it can't be done, however often it is tried
     * @throws IOException if it may work later
     */
    Plan plan(EnvironmentDesired desired) throws IOException;

    /** Where it is seen between releases; none where only an act tells how it went. */
    default Optional<Sight> sight() {
        return Optional.empty();
    }

    /** What will be done. */
    interface Plan {

        /** How many objects it is about. */
        int objects();

        /** Begins it. What is there already is kept as it is, so this may be repeated. */
        Run begin() throws IOException, InterruptedException;
    }

    /** What was begun. */
    interface Run {

        /** What was done, for people. */
        String done();

        Rollout look() throws IOException;

        /** Waits until it may look otherwise, and at most so long. */
        void rest(Duration most) throws InterruptedException;
    }
}
