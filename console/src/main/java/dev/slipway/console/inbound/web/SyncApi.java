package dev.slipway.console.inbound.web;

import dev.slipway.console.core.catalog.CatalogTopic;
import dev.slipway.console.core.line.LineOrders;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Locale;
import java.util.Map;

/** Has an environment brought to what Git says now. */
@Path("/api/projects/{project}/environments/{environment}/sync")
@Authenticated
@Blocking
@Produces(MediaType.APPLICATION_JSON)
class SyncApi {
    private final LineOrders orders;
    private final CatalogTopic catalog;
    private final SecurityIdentity who;
    private final Viewer viewer;

    SyncApi(LineOrders orders, CatalogTopic catalog, SecurityIdentity who, Viewer viewer) {
        this.orders = orders;
        this.catalog = catalog;
        this.who = who;
        this.viewer = viewer;
    }

    @POST
    public Response sync(@PathParam("project") String name, @PathParam("environment") String environmentName) {
        var held = catalog.held().orElse(Map.of()).get(name);
        if (held == null) {
            throw NotThere.project(name);
        }
        var project = held.declared();
        var environment =
                project.environment(environmentName).orElseThrow(() -> NotThere.environment(name, environmentName));
        var strategy = environment.sync();
        var ordered = orders.sync(
                project.ref(environment),
                strategy == null || environment.syncsAtOnce() ? null : strategy.when(),
                who.getPrincipal().getName().toLowerCase(Locale.ROOT));
        return Accepted.of(ordered, viewer);
    }
}
