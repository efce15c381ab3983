package dev.slipway.console.inbound.web;

import dev.slipway.console.core.line.LineOrders;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;

/** The button by which people have an environment brought to what Git says now. */
@Path("/sync/{project}/{environment}")
@Authenticated
@Blocking
class SyncPages {
    private final LineOrders orders;
    private final DeclaredLines lines;
    private final Followed followed;
    private final SecurityIdentity who;

    SyncPages(LineOrders orders, DeclaredLines lines, Followed followed, SecurityIdentity who) {
        this.orders = orders;
        this.lines = lines;
        this.followed = followed;
        this.who = who;
    }

    @POST
    public Response sync(@PathParam("project") String project, @PathParam("environment") String environment)
            throws InterruptedException {
        var by = Viewer.named(who);
        var synced = orders.sync(lines.environment(project, environment), lines.strategy(project, environment), by);
        return followed.to(synced.delivery());
    }
}
