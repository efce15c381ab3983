package dev.slipway.console.inbound.web;

import dev.slipway.console.core.arrival.RecentArrivals;
import dev.slipway.console.core.catalog.CatalogTopic;
import dev.slipway.events.wire.Json;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;

/** What came to a project's door lately, and what it was told. */
@Path("/api/projects/{project}/arrivals")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
class ArrivalsApi {
    private final RecentArrivals recent;
    private final CatalogTopic catalog;

    ArrivalsApi(RecentArrivals recent, CatalogTopic catalog) {
        this.recent = recent;
        this.catalog = catalog;
    }

    @GET
    public byte[] arrivals(@PathParam("project") String project) {
        if (!catalog.held().orElse(Map.of()).containsKey(project)) {
            throw NotThere.project(project);
        }
        return Json.write(Map.of("arrivals", recent.of(project)));
    }
}
