package dev.slipway.service.sync;

import dev.slipway.events.catalog.Sync;
import dev.slipway.events.values.EnvironmentRef;
import dev.slipway.events.values.Release;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says when what is in Git goes on to the cluster. An extension point: those are known that a {@link java.util.ServiceLoader} finds, in the
 * console, which reads documents, and in each sync-service, which asks them.
 */
public interface SyncStrategy {
    String AT = "at";
    String RULE = "rule";
    String ZONE = "zone";

    /** What documents call it: {@code sync: { when: NAME }}. */
    String name();

    /** What a document has to say besides. */
    Set<String> needs();

    /** What it may say besides. */
    default Set<String> takes() {
        return Set.of();
    }

    /**
     * Understands what is declared.
     *
     * @throws IllegalArgumentException if it can't be, with what to write instead
     */
    Schedule of(Sync declared);

    /** Pure: the same answer for the same moment. It is asked again until it lets go; whatever it throws holds the sync, and is told. */
    @FunctionalInterface
    interface Schedule {
        Verdict at(Moment moment);
    }

    /**
     * @param releases those that would go on
     * @param since when the first came that waits here still, also where a newer one has come in its place
     */
    record Moment(EnvironmentRef environment, List<Release> releases, Instant since, Instant now) {

        public Moment {
            releases = List.copyOf(releases);
        }
    }

    /** Whether it goes on. */
    sealed interface Verdict {

        record Go() implements Verdict {}

        /**
         * @param until when it goes on by itself; null where nobody knows
         * @param again when it is asked again
         */
        record Wait(@Nullable Instant until, Instant again, String why, String nextStep) implements Verdict {}
    }
}
