package dev.slipway.service.flow;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.function.IntSupplier;

/** What a service counts about its deciding and acting. */
public final class FlowMetrics {
    private final MeterRegistry registry;
    private final String service;
    private final Counter decided;
    private final Counter deadLetters;
    private volatile IntSupplier openRows = () -> 0;

    public FlowMetrics(MeterRegistry registry, String service) {
        this.registry = registry;
        this.service = service;
        decided = registry.counter("slipway.facts.decided", "service", service);
        deadLetters = registry.counter("slipway.dead.letters", "service", service);
        Gauge.builder("slipway.open.rows", () -> openRows.getAsInt())
                .tag("service", service)
                .strongReference(true)
                .register(registry);
    }

    public void decided(int facts) {
        decided.increment(facts);
    }

    public void deadLetter() {
        deadLetters.increment();
    }

    public void acted(Duration took, String outcome) {
        Timer.builder("slipway.acts")
                .tag("service", service)
                .tag("outcome", outcome)
                .register(registry)
                .record(took);
    }

    /** Who counts the rows now: each session anew. */
    public void openRows(IntSupplier rows) {
        openRows = rows;
    }
}
