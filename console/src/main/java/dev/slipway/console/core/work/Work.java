package dev.slipway.console.core.work;

import java.util.List;
import java.util.Optional;

/** What waits, and what cannot be used. */
public interface Work {

    /** The services, by their names. */
    List<String> services();

    /** All open rows, the oldest first. */
    List<OpenRow> open();

    List<PausedWork> paused();

    /** The newest first. */
    List<DeadLetter> deadLetters();

    Optional<DeadLetter> deadLetter(String id);
}
