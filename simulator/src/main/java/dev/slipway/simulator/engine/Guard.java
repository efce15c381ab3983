package dev.slipway.simulator.engine;

/** What keeps an invariant. A test takes each away and sees the simulator notice. */
public enum Guard {
    /** A transaction of an instance that no longer owns the partition is refused. */
    FENCE,
    /** Rows, facts and offsets are one transaction. */
    ATOMIC,
    /** What is about to be done to an outside that compares nothing is written down first. */
    KEPT_FIRST,
    /** A build that ends late does not overtake. */
    OVERTAKEN,
    /** A held line keeps out what automation brings. */
    HOLD,
    /** A command that comes twice is carried out once. */
    OBEYED,
    /** A release that the branch already holds is not committed again. */
    TRAILER,
    /** What does not go together with the config branch is brought up once. */
    FOLLOWED,
    /** A row of the desired table that is older than what was seen is ignored. */
    GENERATION,
    /** What may not be synced yet waits. */
    STRATEGY,
    /** A fact that comes twice is told once. */
    RECEIPT
}
