package dev.slipway.service.flow;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** What a service counts about its deciding and acting. */
public final class FlowMetrics {
    private final MeterRegistry registry;
    private final String service;
    private final Counter decided;
    private final Counter deadLetters;

    public FlowMetrics(MeterRegistry registry, String service) {
        this.registry = registry;
        this.service = service;
        decided = registry.counter("slipway.facts.decided", "service", service);
        deadLetters = registry.counter("slipway.dead.letters", "service", service);
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

    public void openRows(Supplier<Number> rows) {
        registry.gauge(
                "slipway.open.rows",
                List.of(Tag.of("service", service)),
                rows,
                r -> r.get().doubleValue());
    }
}
