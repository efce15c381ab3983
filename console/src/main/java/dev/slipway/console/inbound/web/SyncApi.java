package dev.slipway.console.inbound.web;

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

/** Has an environment brought to what Git says now. */
@Path("/api/projects/{project}/environments/{environment}/sync")
@Authenticated
@Blocking
@Produces(MediaType.APPLICATION_JSON)
class SyncApi {
    private final LineOrders orders;
    private final DeclaredLines lines;
    private final SecurityIdentity who;
    private final Viewer viewer;

    SyncApi(LineOrders orders, DeclaredLines lines, SecurityIdentity who, Viewer viewer) {
        this.orders = orders;
        this.lines = lines;
        this.who = who;
        this.viewer = viewer;
    }

    @POST
    public Response sync(@PathParam("project") String project, @PathParam("environment") String environment) {
        var ordered = orders.sync(
                lines.environment(project, environment), lines.strategy(project, environment), Viewer.named(who));
        return Accepted.of(ordered, viewer);
    }
}
