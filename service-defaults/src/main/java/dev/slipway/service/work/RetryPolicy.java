package dev.slipway.service.work;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Later each time, never all at once, and not for ever. */
public record RetryPolicy(Duration first, Duration longest, Duration budget, RandomGenerator random) {
    private static final int DOUBLINGS_MAX = 20;
    private static final double JITTER = 0.2;

    public static RetryPolicy standard() {
        return new RetryPolicy(
                Duration.ofSeconds(1), Duration.ofMinutes(5), Duration.ofHours(12), RandomGenerator.getDefault());
    }

    Duration delay(int attempts) {
        var doubled = first.multipliedBy(1L << Math.min(attempts, DOUBLINGS_MAX));
        var capped = doubled.compareTo(longest) > 0 ? longest : doubled;
        return Duration.ofMillis((long) (capped.toMillis() * (1 + JITTER * (2 * random.nextDouble() - 1))));
    }

    boolean usedUp(Duration age) {
        return age.compareTo(budget) > 0;
    }
}
