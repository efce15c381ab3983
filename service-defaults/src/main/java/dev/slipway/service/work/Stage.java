package dev.slipway.service.work;

import dev.slipway.events.Cause;
import dev.slipway.events.Event;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What an act may ask and say while it goes. */
public interface Stage<W> {

    Instant now();

    /** Published at once, before the act ends; after a crash it may appear again, with the same id. */
    void say(Cause cause, Event event);

    default void say(Row<W> row, Event event) {
        say(row.cause(), event);
    }

    /** All in one. */
    default void say(List<Outcome.Said> said) {
        said.forEach(one -> say(one.cause(), one.event()));
    }

    /**
     * Kept about the resource at once, before the act ends: what is done next to an outside that compares nothing is then known to the
     * next owner, and never done by an instance that has lost its partition before.
     */
    void keep(Object note);

    /** Both in one: what has been said is known to the next owner, and what is known has been said. */
    default void say(List<Outcome.Said> said, Object note) {
        say(said);
        keep(note);
    }

    /** The rows that have come for the resource since the act began. */
    List<Row<W>> newer();

    /** Whether rows have come for the resource since the act began, or somebody gives up one that is in hand. */
    default boolean newerWaits() {
        return !newer().isEmpty();
    }

    /** What an earlier act kept about the resource, or one that did not come to its end. */
    <N> Optional<N> note(Class<N> type);
}
