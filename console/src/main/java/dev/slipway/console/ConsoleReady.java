package dev.slipway.console;

import dev.slipway.console.core.catalog.CatalogTopic;
import dev.slipway.console.outbound.Schema;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when its tables are there and the catalog has been read; a database that goes away later takes nothing out of service. */
@Readiness
@ApplicationScoped
class ConsoleReady implements HealthCheck {
    private final Schema schema;
    private final CatalogTopic catalog;

    ConsoleReady(Schema schema, CatalogTopic catalog) {
        this.schema = schema;
        this.catalog = catalog;
    }

    @Override
    public HealthCheckResponse call() {
        var read = catalog.held().isPresent();
        return HealthCheckResponse.named("console")
                .status(schema.isReady() && read)
                .withData("tables", schema.isReady())
                .withData("catalog", read)
                .build();
    }
}
