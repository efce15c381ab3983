package dev.slipway.service.flow;

import java.time.Duration;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.apache.kafka.common.errors.InterruptException;

/**
 * Lets what comes now and then go at once, and what comes in a stream go together: a transaction has a cost of its own, however little is in it.
 * Ten go at once; after them, twenty-five a second.
 */
public final class Pace {
    private static final double AT_ONCE = 10;
    private static final double NANOS_EACH = 40e6;
    private final LongSupplier nanoTime;
    private final LongConsumer sleepNanos;
    private double left = AT_ONCE;
    private long at;

    public Pace() {
        this(System::nanoTime, Pace::sleep);
    }

    Pace(LongSupplier nanoTime, LongConsumer sleepNanos) {
        this.nanoTime = nanoTime;
        this.sleepNanos = sleepNanos;
        at = nanoTime.getAsLong();
    }

    /** Waits, in a stream, until it is time for the next one. */
    public synchronized void next() {
        var now = nanoTime.getAsLong();
        left = Math.min(AT_ONCE, left + (now - at) / NANOS_EACH) - 1;
        at = now;
        if (left < 0) {
            sleepNanos.accept(Math.round(-left * NANOS_EACH));
        }
    }

    private static void sleep(long nanos) {
        try {
            Thread.sleep(Duration.ofNanos(nanos));
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
