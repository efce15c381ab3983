package dev.slipway.console.inbound.web;

import dev.slipway.events.wire.Json;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which engines are in which cluster, and how they are. */
@Path("/api/engines/clusters")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
class ClusterEngineApi {
    private final Engines engines;
    private final Live live;

    ClusterEngineApi(Engines engines, Live live) {
        this.engines = engines;
        this.live = live;
    }

    @GET
    @Blocking
    public byte[] clusters(@QueryParam("cluster") @Nullable String cluster) {
        var named = Engines.named(cluster);
        engines.mustBeKnown(named);
        return Json.write(Map.of("engines", engines.inClusters(named)));
    }

    /** Each change, as it is then, in one line. */
    @GET
    @Path("events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public Multi<OutboundSseEvent> events(@Context Sse sse) {
        return live.clusterEngines(sse);
    }
}
