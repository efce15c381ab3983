package dev.slipway.console.inbound.web;

import dev.slipway.console.core.delivery.DeliveryView;
import dev.slipway.console.core.delivery.DeliveryView.StepName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The steps of a delivery, to scale: 1000 units are the whole way. */
record Bar(List<Part> parts) {
    private static final int WIDTH = 1_000;

    /** @param open whether it is being worked on */
    record Part(StepName name, long x, long width, Duration took, boolean open) {

        public String style() {
            return name.name().toLowerCase(Locale.ROOT);
        }
    }

    static Bar of(DeliveryView delivery, Instant now) {
        var steps = delivery.steps();
        if (steps.isEmpty()) {
            return new Bar(List.of());
        }
        var begin = steps.getFirst().from();
        var end = steps.stream()
                .map(step -> step.to() == null ? now : step.to())
                .max(Instant::compareTo)
                .orElse(now);
        var whole = Math.max(1, Duration.between(begin, end).toMillis());
        var parts = new ArrayList<Part>();
        for (var step : steps) {
            var to = step.to() == null ? now : step.to();
            var took = to.isBefore(step.from()) ? Duration.ZERO : Duration.between(step.from(), to);
            var x = Duration.between(begin, step.from()).toMillis() * WIDTH / whole;
            parts.add(new Part(step.name(), x, Math.max(1, took.toMillis() * WIDTH / whole), took, step.to() == null));
        }
        return new Bar(List.copyOf(parts));
    }
}
