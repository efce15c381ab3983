package dev.slipway.console.inbound.web;

import dev.slipway.events.wire.Json;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How the engines of the environments are. */
@Path("/api/engines")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
class EngineApi {
    private final Engines engines;
    private final Live live;

    EngineApi(Engines engines, Live live) {
        this.engines = engines;
        this.live = live;
    }

    /** @param cluster the one that the environments are live in */
    @GET
    @Blocking
    public byte[] engines(
            @QueryParam("project") @Nullable String project, @QueryParam("cluster") @Nullable String cluster) {
        var inCluster = Engines.named(cluster);
        engines.mustBeKnown(inCluster);
        return Json.write(Map.of("engines", engines.of(Engines.named(project), inCluster)));
    }

    @GET
    @Path("{project}/{environment}")
    @Blocking
    public byte[] engine(@PathParam("project") String project, @PathParam("environment") String environment) {
        return Json.write(engines.one(project, environment));
    }

    /** Each change of an engine, as it is then, in one line. */
    @GET
    @Path("events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public Multi<OutboundSseEvent> events(@Context Sse sse) {
        return live.engines(sse);
    }
}
