package dev.slipway.syncservice.core;

import java.time.Instant;

/**
 * What was told last of an engine itself, and by whom it was found last.
 *
 * @param at when the witness looked
 */
record Found(Finding finding, String witness, Instant at) {

    static Found of(EngineInspected seen) {
        return new Found(seen.finding(), seen.witness(), seen.at());
    }

    /** Whether it is over already, or no proof: who sees nothing proves nothing where another one sees something. */
    boolean refutes(EngineInspected seen) {
        return seen.at().isBefore(at)
                || (seen.seesNothing()
                        && !seen.witness().equals(witness)
                        && seen.at().isBefore(at.plus(Observer.WITNESSED)));
    }

    boolean isNews(EngineInspected seen) {
        return !seen.finding().isLike(finding);
    }

    Found seenAgain(EngineInspected seen) {
        return new Found(finding, seen.witness(), seen.at());
    }
}
