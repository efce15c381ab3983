package dev.slipway.service.work;

import dev.slipway.events.Cause;
import java.util.Optional;

/** Work of which one row may stand for several that are opened in one transaction. */
public interface Gathers<W> {

    /** This, and what the other asks for besides; empty where the two don't go together, or would be too large for a record. */
    Optional<W> with(Cause cause, W other);
}
