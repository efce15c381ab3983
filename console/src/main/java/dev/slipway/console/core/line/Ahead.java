package dev.slipway.console.core.line;

import dev.slipway.console.core.line.LineOrders.Line;
import org.jspecify.annotations.Nullable;

/** What becomes of a line that somebody ordered something about. */
public sealed interface Ahead {

    Line line();

    record Back(Line line, String release) implements Ahead {}

    record Held(Line line) implements Ahead {}

    /** @param release none for the newest that was live before */
    record Promoted(Line line, @Nullable String release) implements Ahead {}

    /** @param waiting what comes in first, where something waits */
    record Free(Line line, @Nullable String waiting) implements Ahead {}

    record Deployed(Line line) implements Ahead {}
}
