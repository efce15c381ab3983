package dev.slipway.console.inbound.web;

import dev.slipway.console.core.line.LineOrders;
import dev.slipway.console.core.line.LineOrders.Line;
import dev.slipway.console.core.line.LineOrders.Ordered;
import dev.slipway.events.values.EnvironmentRef;
import dev.slipway.events.values.Release;
import dev.slipway.events.wire.Json;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The releases of an application in an environment: how they stand, and what a person orders about them. */
@Path("/api/environments/{project}/{environment}/{application}")
@Authenticated
@Blocking
@Produces(MediaType.APPLICATION_JSON)
class LineApi {
    private final LineOrders orders;
    private final DeclaredLines lines;
    private final DeclaredReleases releases;
    private final SecurityIdentity who;
    private final Viewer viewer;

    LineApi(LineOrders orders, DeclaredLines lines, DeclaredReleases releases, SecurityIdentity who, Viewer viewer) {
        this.viewer = viewer;
        this.orders = orders;
        this.lines = lines;
        this.releases = releases;
        this.who = who;
    }

    /** @param to a release's id, or its first characters; the newest that was live before, if it is left out */
    record Wanted(@Nullable String to, @Nullable String why) {
        static Wanted of(byte @Nullable [] body) {
            var sent = Body.read(body, Wanted.class);
            return sent == null ? new Wanted(null, null) : sent;
        }
    }

    /**
     * @param to as in {@link Wanted}
     * @param atOnce whether the engine goes back before Git does
     */
    record WantedBack(
            @Nullable String to,
            @Nullable String why,
            @Nullable Boolean atOnce) {
        static WantedBack of(byte @Nullable [] body) {
            var sent = Body.read(body, WantedBack.class);
            return sent == null ? new WantedBack(null, null, null) : sent;
        }

        boolean goesAhead() {
            return atOnce != null && atOnce;
        }
    }

    @GET
    public byte[] line(
            @PathParam("project") String project,
            @PathParam("environment") String environment,
            @PathParam("application") String application) {
        var line = orders.view(lines.line(project, environment, application));
        return Json.write(line.pinnedTo(lines.declared(project, environment).revision()));
    }

    @POST
    @Path("rollback")
    public Response rollback(
            @PathParam("project") String project,
            @PathParam("environment") String environment,
            @PathParam("application") String application,
            byte @Nullable [] body) {
        var line = lines.line(project, environment, application);
        var wanted = WantedBack.of(body);
        var to = releases.wanted(line, wanted.to());
        return accepted(orders.rollback(line, to, DeclaredReleases.why(wanted.why()), wanted.goesAhead(), name()));
    }

    @POST
    @Path("hold")
    public Response hold(
            @PathParam("project") String project,
            @PathParam("environment") String environment,
            @PathParam("application") String application,
            byte @Nullable [] body) {
        var line = lines.line(project, environment, application);
        return accepted(orders.hold(line, DeclaredReleases.why(Wanted.of(body).why()), name()));
    }

    @POST
    @Path("free")
    public Response free(
            @PathParam("project") String project,
            @PathParam("environment") String environment,
            @PathParam("application") String application) {
        return accepted(orders.free(lines.line(project, environment, application), name()));
    }

    /** {@code to} is a release of an environment that comes before this one. */
    @POST
    @Path("promote")
    public Response promote(
            @PathParam("project") String project,
            @PathParam("environment") String environment,
            @PathParam("application") String application,
            byte @Nullable [] body) {
        var line = lines.line(project, environment, application);
        var promotion = lines.declared(project, environment).promotion();
        if (promotion == null) {
            throw new Asked("environment " + line.environment()
                    + " comes after no other: declare 'after' in the project's document");
        }
        var asked = Wanted.of(body).to();
        var to = asked == null || asked.isBlank() ? null : asked;
        return accepted(orders.promote(line, to == null ? null : before(line, promotion.after(), to), name()));
    }

    private Release before(Line line, List<String> after, String named) {
        var first = after.stream()
                .map(name -> new Line(new EnvironmentRef(line.environment().project(), name), line.application()))
                .filter(other -> releases.isThere(other, named))
                .findFirst()
                .orElse(new Line(
                        new EnvironmentRef(line.environment().project(), after.getFirst()), line.application()));
        return releases.release(first, named);
    }

    private Response accepted(Ordered ordered) {
        return Accepted.of(ordered, viewer);
    }

    private String name() {
        return Viewer.named(who);
    }
}
