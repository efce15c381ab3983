package dev.slipway.console.inbound.web;

import dev.slipway.console.core.catalog.CatalogTopic;
import dev.slipway.console.core.line.LineOrders;
import dev.slipway.console.core.line.LineOrders.Line;
import dev.slipway.console.core.line.LineOrders.Ordered;
import dev.slipway.events.catalog.Environment;
import dev.slipway.events.catalog.Project;
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
    private final Viewer viewer;

    LineApi(LineOrders orders, CatalogTopic catalog, SecurityIdentity who, Viewer viewer) {
        this.viewer = viewer;
        this.orders = orders;
        this.catalog = catalog;
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
        var line = orders.view(declared(project, environment, application));
        return Json.write(line.pinnedTo(environment(project, environment).revision()));
    }

    @POST
    @Path("rollback")
    public Response rollback(
            @PathParam("project") String project,
            @PathParam("environment") String environment,
            @PathParam("application") String application,
            byte @Nullable [] body) {
        var line = declared(project, environment, application);
        var wanted = WantedBack.of(body);
        var to = wanted.to() == null || wanted.to().isBlank() ? null : release(line, wanted.to());
        return accepted(orders.rollback(line, to, why(wanted.why()), wanted.goesAhead(), name()));
    }

    @POST
    @Path("hold")
    public Response hold(
            @PathParam("project") String project,
            @PathParam("environment") String environment,
            @PathParam("application") String application,
            byte @Nullable [] body) {
        var line = declared(project, environment, application);
        return accepted(orders.hold(line, why(Wanted.of(body).why()), name()));
    }

    @POST
    @Path("free")
    public Response free(
            @PathParam("project") String project,
            @PathParam("environment") String environment,
            @PathParam("application") String application) {
        return accepted(orders.free(declared(project, environment, application), name()));
    }

    /** {@code to} is a release of an environment that comes before this one. */
    @POST
    @Path("promote")
    public Response promote(
            @PathParam("project") String project,
            @PathParam("environment") String environment,
            @PathParam("application") String application,
            byte @Nullable [] body) {
        var line = declared(project, environment, application);
        var promotion = environment(project, environment).promotion();
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
                .filter(other -> !orders.named(other, idOf(other, named)).isEmpty())
                .findFirst()
                .orElse(new Line(
                        new EnvironmentRef(line.environment().project(), after.getFirst()), line.application()));
        return release(first, named);
    }

    private Line declared(String projectName, String environment, String application) {
        var project = project(projectName);
        var known = environment(projectName, environment);
        if (project.application(application).isEmpty()) {
            throw NotThere.application(projectName, application);
        }
        return new Line(project.ref(known), application);
    }

    private Project project(String name) {
        var held = catalog.held().orElse(Map.of()).get(name);
        if (held == null) {
            throw NotThere.project(name);
        }
        return held.declared();
    }

    private Environment environment(String project, String name) {
        return project(project).environment(name).orElseThrow(() -> NotThere.environment(project, name));
    }

    private static String idOf(Line line, String named) {
        var id = named.strip().toLowerCase(Locale.ROOT);
        if (!ID_BEGINS.matcher(id).matches()) {
            throw new Asked("'" + named
                    + "' is no release: take its id, or at least the first 4 characters of it; slipway line " + line
                    + " lists them");
        }
        return id;
    }

    private Release release(Line line, String named) {
        var id = idOf(line, named);
        var found = orders.named(line, id);
        if (found.size() > 1) {
            throw new Asked("several releases of " + line + " begin with " + id + "; take more of the id");
        }
        if (found.isEmpty()) {
            throw new NotThere("no release of " + line + " that is written in Git "
                    + (id.length() == ID ? "is " : "begins with ") + id + "; slipway line " + line
                    + " lists the newest");
        }
        return found.getFirst();
    }

    private static @Nullable String why(@Nullable String why) {
        if (why == null || why.isBlank()) {
            return null;
        }
        if (why.length() > WHY_MAX || why.chars().anyMatch(Character::isISOControl)) {
            throw new Asked("'why' is one line of at most " + WHY_MAX + " characters");
        }
        return why.strip();
    }

    private Response accepted(Ordered ordered) {
        return Accepted.of(ordered, viewer);
    }

    private String name() {
        return who.getPrincipal().getName().toLowerCase(Locale.ROOT);
    }
}
