package dev.slipway.webhookservice.core;

import dev.slipway.service.arrival.Arrival;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What arrived, until it is written down. Whoever puts something in never waits and never fails: what is too much is dropped. */
public final class ArrivalQueue {
    private static final int WAITING_MAX = 1_000;
    private static final int REFUSED = 400;
    private final BlockingQueue<Arrival> waiting = new ArrayBlockingQueue<>(WAITING_MAX);
    private final Map<String, Allowance> refusals = new ConcurrentHashMap<>();
    private final Map<String, Allowance> taken = new ConcurrentHashMap<>();
    private final Clock clock;
    private final Consumer<String> dropped;

    /** @param dropped told why, for each that nobody will see */
    public ArrivalQueue(Clock clock, Consumer<String> dropped) {
        this.clock = clock;
        this.dropped = dropped;
    }

    /** @param arrival of a project that is declared: for each name, something is remembered */
    public void offer(Arrival arrival) {
        if (!allowance(arrival).take(clock.millis())) {
            dropped.accept("limit");
        } else if (!waiting.offer(arrival)) {
            dropped.accept("queue");
        }
    }

    public @Nullable Arrival poll(Duration wait) throws InterruptedException {
        return waiting.poll(wait.toMillis(), TimeUnit.MILLISECONDS);
    }

    public void lost() {
        dropped.accept("log");
    }

    /** Anybody can be refused as often as they like, and nobody reads hundreds a second: so many are told, and then one now and then. */
    private Allowance allowance(Arrival arrival) {
        return arrival.status() >= REFUSED
                ? refusals.computeIfAbsent(arrival.project(), _ -> new Allowance(30, 6_000))
                : taken.computeIfAbsent(arrival.project(), _ -> new Allowance(300, 100));
    }

    private static final class Allowance {
        private final int most;
        private final long oneMoreMillis;
        private long left;
        private long counted;

        private Allowance(int most, long oneMoreMillis) {
            this.most = most;
            this.oneMoreMillis = oneMoreMillis;
            left = most;
        }

        synchronized boolean take(long now) {
            var more = (now - counted) / oneMoreMillis;
            if (more > 0) {
                left = Math.min(most, left + more);
                counted = left == most ? now : counted + more * oneMoreMillis;
            }
            if (left == 0) {
                return false;
            }
            left--;
            return true;
        }
    }
}
