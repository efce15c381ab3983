package dev.slipway.service.flow;

import org.apache.kafka.common.errors.InterruptException;

/** Lets what comes now and then go at once, and what comes in a stream go together: a transaction costs the same for one and for many. */
public final class Pace {
    private static final double AT_ONCE = 10;
    private static final double NANOS_EACH = 20e6;
    private static final double NANOS_PER_MILLI = 1e6;
    private double left = AT_ONCE;
    private long at = System.nanoTime();

    /** Waits, in a stream, until it is time for the next one. */
    public synchronized void next() {
        var now = System.nanoTime();
        left = Math.min(AT_ONCE, left + (now - at) / NANOS_EACH) - 1;
        at = now;
        if (left < 0) {
            sleep(-left * NANOS_EACH / NANOS_PER_MILLI);
        }
    }

    private static void sleep(double millis) {
        try {
            Thread.sleep(Math.round(Math.ceil(millis)));
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
