package dev.slipway.configupdater.core;

import dev.slipway.events.values.Ordinal;
import org.jspecify.annotations.Nullable;

/**
 * Why a line lets nothing in by itself.
 *
 * @param at what the line had come to when it was held
 * @param firm whether only a person frees it; else a newer push that was not forced does so too
 */
public record Hold(
        @Nullable Ordinal at,
        boolean firm,
        String why,
        @Nullable String by) {

    boolean keeps(boolean forced) {
        return firm || forced;
    }

    /** There no push frees it: the pin keeps it out before. */
    String nextStepWherePinned() {
        return firm ? nextStep() : "free the line to let this one in, or pin the environment to another image";
    }

    String nextStep() {
        return firm
                ? "free the line when releases may go on"
                : "free the line to let this one in; a newer push that is not forced frees it by itself";
    }
}
