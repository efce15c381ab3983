package dev.slipway.console.core.work;

import java.util.List;

/** What waits, and what cannot be used. */
public interface Work {

    /** All open rows, the oldest first. */
    List<OpenRow> open();

    /** The newest first. */
    List<DeadLetter> deadLetters();
}
