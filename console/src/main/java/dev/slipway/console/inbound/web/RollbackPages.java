package dev.slipway.console.inbound.web;

import dev.slipway.console.core.line.LineOrders;
import dev.slipway.console.core.work.Impossible;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.HashMap;
import java.util.Map;

/** The form by which people roll an application back. */
@Path("/rollback/{project}/{environment}/{application}")
@Authenticated
@Blocking
@LanguageChoice.Page
@Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
class RollbackPages {
    private final LineOrders orders;
    private final DeclaredLines lines;
    private final DeclaredReleases releases;
    private final Followed followed;
    private final Viewer viewer;
    private final SecurityIdentity who;

    RollbackPages(
            LineOrders orders,
            DeclaredLines lines,
            DeclaredReleases releases,
            Followed followed,
            Viewer viewer,
            SecurityIdentity who) {
        this.orders = orders;
        this.lines = lines;
        this.releases = releases;
        this.followed = followed;
        this.viewer = viewer;
        this.who = who;
    }

    @GET
    public TemplateInstance form(
            @PathParam("project") String project,
            @PathParam("environment") String environment,
            @PathParam("application") String application) {
        return shown(read(project, environment, application, Map.of()));
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response ordered(
            @PathParam("project") String project,
            @PathParam("environment") String environment,
            @PathParam("application") String application,
            MultivaluedMap<String, String> fields)
            throws InterruptedException {
        var texts = new HashMap<String, String>();
        fields.forEach((name, values) -> texts.put(name, values.getFirst()));
        var form = read(project, environment, application, texts);
        try {
            var to = releases.wanted(form.line(), form.text("to"));
            var why = DeclaredReleases.why(form.text("why"));
            var by = Viewer.named(who);
            return followed.to(
                    orders.rollback(form.line(), to, why, form.goesAhead(), by).delivery());
        } catch (Asked e) {
            return page(400, form.refused(e.getMessage()));
        } catch (NotThere e) {
            return page(404, form.refused(e.getMessage()));
        } catch (Impossible e) {
            return page(409, form.refused(e.getMessage()));
        }
    }

    private RollbackForm read(String project, String environment, String application, Map<String, String> texts) {
        var line = lines.line(project, environment, application);
        return new RollbackForm(line, orders.view(line), texts, null);
    }

    private Response page(int status, RollbackForm form) {
        return Response.status(status).entity(shown(form)).build();
    }

    private TemplateInstance shown(RollbackForm form) {
        return Templates.rollback(viewer, form).setLocale(viewer.lang());
    }
}
