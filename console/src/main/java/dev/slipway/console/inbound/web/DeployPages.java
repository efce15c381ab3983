package dev.slipway.console.inbound.web;

import dev.slipway.console.core.deploy.Deployments;
import dev.slipway.console.core.work.Impossible;
import dev.slipway.service.PermanentFailure;
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
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** The form by which people deploy: what they write is shown as it would be committed, and nothing else is committed. */
@Path("/deploy/{project}/{environment}/{application}")
@Authenticated
@Blocking
@LanguageChoice.Page
@Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
class DeployPages {
    private final Deployments deployments;
    private final Followed followed;
    private final DeclaredLines lines;
    private final Viewer viewer;
    private final SecurityIdentity who;

    DeployPages(Deployments deployments, Followed followed, DeclaredLines lines, Viewer viewer, SecurityIdentity who) {
        this.deployments = deployments;
        this.followed = followed;
        this.lines = lines;
        this.viewer = viewer;
        this.who = who;
    }

    @GET
    public TemplateInstance form(
            @PathParam("project") String project,
            @PathParam("environment") String environment,
            @PathParam("application") String application) {
        return shown(empty(project, environment, application, Map.of()));
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response written(
            @PathParam("project") String project,
            @PathParam("environment") String environment,
            @PathParam("application") String application,
            MultivaluedMap<String, String> fields)
            throws InterruptedException {
        var texts = new HashMap<String, String>();
        fields.forEach((name, values) -> texts.put(name, values.getFirst()));
        var form = empty(project, environment, application, texts);
        var ordered = "deploy".equals(texts.get("act"));
        try {
            var wish = form.written().read();
            if (ordered) {
                var by = Viewer.named(who);
                return followed.to(deployments
                        .order(lines.project(project), form.line(), wish, by)
                        .delivery());
            }
            return page(200, form.showing(deployments.preview(lines.project(project), form.line(), wish)));
        } catch (IllegalArgumentException e) {
            return page(ordered ? 400 : 200, form.refused(String.valueOf(e.getMessage())));
        } catch (Impossible e) {
            return page(ordered ? 409 : 200, form.refused(String.valueOf(e.getMessage())));
        } catch (IOException e) {
            return page(ordered ? 502 : 200, form.refused(String.valueOf(e.getMessage())));
        } catch (PermanentFailure e) {
            var why = e.failure();
            return page(ordered ? 422 : 200, form.refused(why.seen() + ": " + why.nextStep()));
        }
    }

    private DeployForm empty(String project, String environment, String application, Map<String, String> texts) {
        var line = lines.line(project, environment, application);
        return new DeployForm(line, deployments.images(line), texts, null, null);
    }

    /** What is only looked at is shown by a script, which takes nothing else than 200. */
    private Response page(int status, DeployForm form) {
        return Response.status(status).entity(shown(form)).build();
    }

    private TemplateInstance shown(DeployForm form) {
        return Templates.deploy(viewer, form).setLocale(viewer.lang());
    }
}
