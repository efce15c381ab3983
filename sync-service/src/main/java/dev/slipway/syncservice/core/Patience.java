package dev.slipway.syncservice.core;

import java.time.Duration;

/** Time, for acts that wait for a cluster. */
@FunctionalInterface
public interface Patience {
    void rest(Duration duration) throws InterruptedException;
}
