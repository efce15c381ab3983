package dev.slipway.syncservice.core;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * How many environments of a cluster are begun at the same time: read from Git, checked and handed to their engine. Whose rollout is only
 * watched does not count, however slow it is. Of several instances each has the share that it has of the work, and one at least.
 */
public final class Beginnings {
    private final int atOnce;
    private final Duration patience;
    private final Slots slots;
    private volatile int share;

    /** @param patience how long one stands in line before its row says so */
    public Beginnings(int atOnce, Duration patience) {
        this.atOnce = atOnce;
        this.patience = patience;
        share = atOnce;
        slots = new Slots(atOnce);
    }

    /** What is under way beyond a share that has become smaller goes on. */
    void owns(int partitions, int all) {
        share = Math.max(1, atOnce * partitions / all);
        slots.are(share);
    }

    /** @return whether it is its turn; then it has to be {@link #done} */
    boolean isTurn() throws InterruptedException {
        return slots.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS);
    }

    void done() {
        slots.release();
    }

    String waitsFor() {
        return "its turn: " + atOnce + " environments of a cluster are begun at the same time (slipway.sync.at-once)"
                + (share == atOnce ? "" : ", of them " + share + " by this instance");
    }

    private static final class Slots extends Semaphore {
        private static final long serialVersionUID = 1;
        private int size;

        Slots(int size) {
            super(size, true);
            this.size = size;
        }

        synchronized void are(int wanted) {
            if (wanted > size) {
                release(wanted - size);
            } else {
                reducePermits(size - wanted);
            }
            size = wanted;
        }
    }
}
