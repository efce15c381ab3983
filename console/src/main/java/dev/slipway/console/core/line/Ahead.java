package dev.slipway.console.core.line;

import dev.slipway.console.core.line.LineOrders.Line;
import dev.slipway.events.values.EnvironmentRef;
import org.jspecify.annotations.Nullable;

/** What becomes of a line, or of an environment, that somebody ordered something about. */
public sealed interface Ahead {

    /** What it is about, as people write it. */
    Object line();

    record Back(Line line, String release) implements Ahead {}

    record BackAtOnce(Line line, String release) implements Ahead {}

    record Held(Line line) implements Ahead {}

    /** @param release none for the newest that was live before */
    record Promoted(Line line, @Nullable String release) implements Ahead {}

    /** @param waiting what comes in first, where something waits */
    record Free(Line line, @Nullable String waiting) implements Ahead {}

    record Deployed(Line line) implements Ahead {}

    /** @param strategy why what is there would wait; none where it does not */
    record Synced(EnvironmentRef line, @Nullable String strategy) implements Ahead {}

    /** @param line the cluster and the engine */
    record Installed(String line) implements Ahead {}
}
