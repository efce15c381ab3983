package dev.slipway.console.inbound.web;

import dev.slipway.console.core.catalog.CatalogTopic;
import dev.slipway.console.core.line.LineOrders;
import dev.slipway.console.core.line.LineOrders.Line;
import dev.slipway.console.core.line.LineOrders.Ordered;
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
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The releases of an application in an environment: how they stand, and what a person orders about them. */
@Path("/api/environments/{project}/{environment}/{application}")
@Authenticated
@Blocking
@Produces(MediaType.APPLICATION_JSON)
class LineApi {
    private static final int WHY_MAX = 500;
    private static final int ID = 36;
    private static final Pattern ID_BEGINS = Pattern.compile("[0-9a-f-]{4,36}");
    private final LineOrders orders;
    private final CatalogTopic catalog;
    private final SecurityIdentity who;

    LineApi(LineOrders orders, CatalogTopic catalog, SecurityIdentity who) {
        this.orders = orders;
        this.catalog = catalog;
        this.who = who;
    }

    /** @param to a release's id, or its first characters; the newest that was live before, if it is left out */
    record Wanted(@Nullable String to, @Nullable String why) {
        static final Wanted NOTHING = new Wanted(null, null);
    }

    @GET
    public byte[] line(
            @PathParam("project") String project,
            @PathParam("environment") String environment,
            @PathParam("application") String application) {
        return Json.write(orders.view(declared(project, environment, application)));
    }

    @POST
    @Path("rollback")
    public Response rollback(
            @PathParam("project") String project,
            @PathParam("environment") String environment,
            @PathParam("application") String application,
            @Nullable Wanted asked) {
        var line = declared(project, environment, application);
        var wanted = asked == null ? Wanted.NOTHING : asked;
        var to = wanted.to() == null || wanted.to().isBlank() ? null : release(line, wanted.to());
        return accepted(orders.rollback(line, to, why(wanted), name()));
    }

    @POST
    @Path("hold")
    public Response hold(
            @PathParam("project") String project,
            @PathParam("environment") String environment,
            @PathParam("application") String application,
            @Nullable Wanted asked) {
        var line = declared(project, environment, application);
        return accepted(orders.hold(line, why(asked == null ? Wanted.NOTHING : asked), name()));
    }

    @POST
    @Path("free")
    public Response free(
            @PathParam("project") String project,
            @PathParam("environment") String environment,
            @PathParam("application") String application) {
        return accepted(orders.free(declared(project, environment, application), name()));
    }

    private Line declared(String projectName, String environment, String application) {
        var held = catalog.held().orElse(Map.of()).get(projectName);
        if (held == null) {
            throw NotThere.project(projectName);
        }
        var project = held.declared();
        var known = project.environment(environment).orElseThrow(() -> NotThere.environment(projectName, environment));
        if (project.application(application).isEmpty()) {
            throw NotThere.application(projectName, application);
        }
        return new Line(project.ref(known), application);
    }

    private Release release(Line line, String named) {
        var id = named.strip().toLowerCase(Locale.ROOT);
        if (!ID_BEGINS.matcher(id).matches()) {
            throw new Asked("'" + named + "' is no release: take its id, or at least the first 4 characters of it; GET"
                    + " /api/environments/" + line + " lists them");
        }
        var found = orders.named(line, id);
        if (found.size() > 1) {
            throw new Asked("several releases of " + line + " begin with " + id + "; take more of the id");
        }
        if (found.isEmpty()) {
            throw new NotThere("no release of " + line + " that is written in Git "
                    + (id.length() == ID ? "is " : "begins with ") + id + "; GET /api/environments/" + line
                    + " lists the newest");
        }
        return found.getFirst();
    }

    private static @Nullable String why(Wanted wanted) {
        var why = wanted.why();
        if (why == null || why.isBlank()) {
            return null;
        }
        if (why.length() > WHY_MAX || why.chars().anyMatch(Character::isISOControl)) {
            throw new Asked("'why' is one line of at most " + WHY_MAX + " characters");
        }
        return why.strip();
    }

    private static Response accepted(Ordered ordered) {
        var delivery = ordered.delivery();
        return Response.accepted(Json.write(Map.of(
                        "delivery",
                        delivery,
                        "see",
                        "/api/deliveries/" + delivery,
                        "page",
                        "/deliveries/" + delivery,
                        "message",
                        ordered.message())))
                .build();
    }

    private String name() {
        return who.getPrincipal().getName().toLowerCase(Locale.ROOT);
    }
}
