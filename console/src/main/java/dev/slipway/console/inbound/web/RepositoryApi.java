package dev.slipway.console.inbound.web;

import dev.slipway.console.core.catalog.CatalogTopic;
import dev.slipway.console.core.connection.Connections;
import dev.slipway.console.core.webhook.Webhooks;
import dev.slipway.events.catalog.Project;
import dev.slipway.events.catalog.Repository;
import dev.slipway.events.wire.Json;
import dev.slipway.service.PermanentFailure;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** What a person does who connects a repository. Only so many do it at once: each holds a thread while it waits for a forge. */
@Path("/api/projects/{project}/repositories/{repository}")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
class RepositoryApi {
    private static final int AT_ONCE = 4;
    private static final int RETRY_SECONDS = 10;
    private final Semaphore places = new Semaphore(AT_ONCE);
    private final CatalogTopic catalog;
    private final Connections connections;
    private final Webhooks webhooks;

    RepositoryApi(CatalogTopic catalog, Connections connections, Webhooks webhooks) {
        this.catalog = catalog;
        this.connections = connections;
        this.webhooks = webhooks;
    }

    @POST
    @Path("check")
    public Response check(@PathParam("project") String project, @PathParam("repository") String repository)
            throws IOException {
        return with(project, repository, connections::check);
    }

    @POST
    @Path("webhook")
    public Response connect(@PathParam("project") String project, @PathParam("repository") String repository)
            throws IOException {
        return with(project, repository, webhooks::connect);
    }

    /** What the forge sends then is soon among the project's arrivals. */
    @POST
    @Path("webhook/test")
    public Response test(@PathParam("project") String project, @PathParam("repository") String repository)
            throws IOException {
        return with(project, repository, webhooks::test);
    }

    @ServerExceptionMapper
    public Response impossible(PermanentFailure e) {
        var failure = e.failure();
        return refusal(422, failure.seen() + ": " + failure.nextStep());
    }

    @ServerExceptionMapper
    public Response notNow(IOException e) {
        return refusal(Response.Status.BAD_GATEWAY.getStatusCode(), String.valueOf(e.getMessage()));
    }

    private static Response refusal(int status, String sentence) {
        return Response.status(status)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(Json.write(Map.of("error", sentence)))
                .build();
    }

    private interface Act {
        Object with(Project project, Repository repository) throws IOException;
    }

    private Response with(String projectName, String name, Act act) throws IOException {
        var declared = catalog.held().orElse(Map.of()).get(projectName);
        if (declared == null) {
            throw NotThere.project(projectName);
        }
        var project = declared.declared();
        var repository = project.repository(name).orElseThrow(() -> NotThere.repository(projectName, name));
        if (!places.tryAcquire()) {
            return Response.status(Response.Status.SERVICE_UNAVAILABLE)
                    .header("Retry-After", RETRY_SECONDS)
                    .entity(Json.write(
                            Map.of("error", "others are connecting repositories at this moment; try again soon")))
                    .build();
        }
        try {
            return Response.ok(Json.write(act.with(project, repository))).build();
        } finally {
            places.release();
        }
    }
}
