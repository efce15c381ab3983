package dev.slipway.syncservice.outbound.argocd;

import dev.slipway.events.values.Failure;
import org.jspecify.annotations.Nullable;

/** What is to be done about an Application now. */
sealed interface Verdict {
    /** Synced and healthy with the release's content. */
    record Live() implements Verdict {}

    /** A sync must be asked for. */
    record Sync() implements Verdict {}

    record NotYet(String seen) implements Verdict {}

    /**
     * Pods may tell why.
     *
     * @param ifItLasts what it is if it stays so for long
     */
    record Unwell(String seen, @Nullable Failure ifItLasts) implements Verdict {}

    /** It will go on by itself, but not soon. */
    record Blocked(String seen) implements Verdict {}

    /** @param passing whether another try may help */
    record Ended(Failure why, boolean passing) implements Verdict {}
}
