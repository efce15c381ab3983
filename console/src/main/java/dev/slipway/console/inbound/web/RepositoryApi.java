package dev.slipway.console.inbound.web;

import dev.slipway.console.core.catalog.CatalogTopic;
import dev.slipway.console.core.connection.Connections;
import dev.slipway.events.catalog.Project;
import dev.slipway.events.catalog.Repository;
import dev.slipway.events.wire.Json;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.BiFunction;

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

    RepositoryApi(CatalogTopic catalog, Connections connections) {
        this.catalog = catalog;
        this.connections = connections;
    }

    @POST
    @Path("check")
    public Response check(@PathParam("project") String project, @PathParam("repository") String repository) {
        return with(project, repository, connections::check);
    }

    private Response with(String projectName, String name, BiFunction<Project, Repository, Object> act) {
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
            return Response.ok(Json.write(act.apply(project, repository))).build();
        } finally {
            places.release();
        }
    }
}
