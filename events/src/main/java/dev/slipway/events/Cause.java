package dev.slipway.events;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Why something happens: the fact it follows from, and the delivery it belongs to (none yet for a hint). */
public record Cause(
        UUID id, @Nullable UUID delivery, @Nullable String traceparent) {}
