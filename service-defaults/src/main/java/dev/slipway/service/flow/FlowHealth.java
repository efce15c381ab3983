package dev.slipway.service.flow;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;

/** Ready when every loop owns its share and has read its tables; alive while the loops are. */
final class FlowHealth {
    private FlowHealth() {}

    @Readiness
    @ApplicationScoped
    static class Ready implements HealthCheck {
        private final Flows flows;

        Ready(Flows flows) {
            this.flows = flows;
        }

        @Override
        public HealthCheckResponse call() {
            var response = HealthCheckResponse.named("flows")
                    .status(flows.all().stream().allMatch(Flow::ready));
            flows.all().forEach(flow -> flow.loops().forEach(loop -> response.withData(loop.name(), loop.ready())));
            return response.build();
        }
    }

    @Liveness
    @ApplicationScoped
    static class Alive implements HealthCheck {
        private final Flows flows;

        Alive(Flows flows) {
            this.flows = flows;
        }

        @Override
        public HealthCheckResponse call() {
            return HealthCheckResponse.named("flows")
                    .status(flows.all().stream().allMatch(Flow::alive))
                    .build();
        }
    }
}
