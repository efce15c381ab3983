package dev.slipway.service.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

class FlowMetricsTest {
    @Test
    void openRowsAreThoseOfTheNewestSessionAndOutliveTheCollector() {
        var registry = new SimpleMeterRegistry();
        var metrics = new FlowMetrics(registry, "echo");
        metrics.openRows(() -> 3);
        metrics.openRows(() -> 5);
        System.gc();

        assertThat(registry.get("slipway.open.rows")
                        .tag("service", "echo")
                        .gauge()
                        .value())
                .isEqualTo(5);
    }
}
