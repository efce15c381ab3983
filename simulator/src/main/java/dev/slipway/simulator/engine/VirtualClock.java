package dev.slipway.simulator.engine;

import java.time.Duration;
import java.time.Instant;

/** Time that passes only when somebody says so. */
public final class VirtualClock {
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    public Instant instant() {
        return now;
    }

    public void pass(Duration duration) {
        now = now.plus(duration);
    }
}
