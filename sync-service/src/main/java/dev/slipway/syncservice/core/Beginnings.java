package dev.slipway.syncservice.core;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * How many environments are begun at the same time: read from Git, checked and handed to their engine. Whose rollout is only watched does
 * not count, however slow it is.
 */
public final class Beginnings {
    private final int atOnce;
    private final Duration patience;
    private final Semaphore slots;

    /** @param patience how long one stands in line before its row says so */
    public Beginnings(int atOnce, Duration patience) {
        this.atOnce = atOnce;
        this.patience = patience;
        slots = new Semaphore(atOnce, true);
    }

    /** @return whether it is its turn; then it has to be {@link #done} */
    boolean isTurn() throws InterruptedException {
        return slots.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS);
    }

    void done() {
        slots.release();
    }

    String waitsFor() {
        return "its turn: " + atOnce + " environments are begun at the same time (slipway.sync.at-once)";
    }
}
