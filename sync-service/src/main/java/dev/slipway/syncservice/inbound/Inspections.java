package dev.slipway.syncservice.inbound;

import dev.slipway.service.flow.Loop;
import dev.slipway.syncservice.core.Inspecting;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.common.errors.InterruptException;

/** Looks at the engines themselves from time to time. */
public final class Inspections implements Loop.Body {
    /** So soon it stops. */
    private static final Duration STEP = Duration.ofMillis(500);

    private final Inspecting inspecting;
    private final Duration period;
    private final Clock clock;

    public Inspections(Inspecting inspecting, Duration period, Clock clock) {
        this.inspecting = inspecting;
        this.period = period;
        this.clock = clock;
    }

    @Override
    public Loop.Session open() {
        return new Looks();
    }

    private final class Looks implements Loop.Session {
        private Instant next = Instant.MIN;

        @Override
        public void turn() {
            var now = clock.instant();
            if (now.isBefore(next)) {
                rest();
                return;
            }
            next = now.plus(period);
            inspecting.look(now);
        }

        private static void rest() {
            try {
                Thread.sleep(STEP);
            } catch (InterruptedException e) {
                throw new InterruptException(e);
            }
        }

        /** Whether the engines are in reach says nothing about this service. */
        @Override
        public boolean ready() {
            return true;
        }

        @Override
        public void close() {}
    }
}
