package dev.slipway.console.inbound.web;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/** Counts wrong passwords of each address. After a few, an address is not heard for a while. */
final class Attempts {
    static final int FREE = 5;
    static final Duration PAUSE = Duration.ofSeconds(30);
    private static final int REMEMBERED = 10_000;
    private final InstantSource clock;
    private final Map<String, Failures> failures = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
            return size() > REMEMBERED;
        }
    };

    private record Failures(int count, Instant last) {}

    Attempts(InstantSource clock) {
        this.clock = clock;
    }

    synchronized boolean mayTry(String address) {
        var known = failures.get(address);
        if (known == null || known.count < FREE) {
            return true;
        }
        if (known.last.plus(PAUSE).isAfter(clock.instant())) {
            return false;
        }
        // One more try; the next wrong one closes the door again.
        failures.put(address, new Failures(FREE - 1, known.last));
        return true;
    }

    synchronized void failed(String address) {
        failures.merge(
                address,
                new Failures(1, clock.instant()),
                (known, _) -> new Failures(known.count + 1, clock.instant()));
    }

    synchronized void succeeded(String address) {
        failures.remove(address);
    }
}
