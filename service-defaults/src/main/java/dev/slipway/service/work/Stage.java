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

    /** The rows that have come for the resource since the act began. */
    List<Row<W>> newer();

    /** Whether rows have come for the resource since the act began. */
    default boolean newerWaits() {
        return !newer().isEmpty();
    }

    /** What an earlier act kept about the resource. */
    <N> Optional<N> note(Class<N> type);
}
