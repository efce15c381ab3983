package dev.slipway.console.inbound.web;

import dev.slipway.console.core.delivery.Deliveries;
import dev.slipway.console.core.delivery.DeliveryView;
import dev.slipway.console.core.delivery.RawEvent;
import dev.slipway.console.inbound.catalog.CatalogWatch;
import dev.slipway.events.wire.Json;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What programs read: the same as the pages show. */
@Path("/api")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
class Api {
    private static final int LIMIT_MAX = 200;
    private final Deliveries deliveries;
    private final CatalogWatch catalog;
    private final Live live;

    Api(Deliveries deliveries, CatalogWatch catalog, Live live) {
        this.deliveries = deliveries;
        this.catalog = catalog;
        this.live = live;
    }

    /** A delivery with the events that it was made from. */
    record Detail(DeliveryView delivery, List<RawEvent> events) {}

    @GET
    @Path("deliveries")
    @Blocking
    public byte[] newest(
            @QueryParam("limit") @DefaultValue("50") int limit, @QueryParam("before") @Nullable String before) {
        return Json.write(DeliveryPage.read(deliveries, Math.clamp(limit, 1, LIMIT_MAX), before));
    }

    @GET
    @Path("deliveries/{id}")
    @Blocking
    public byte[] delivery(@PathParam("id") String id) {
        var delivery = deliveries.find(NotThere.idOf(id)).orElseThrow(() -> NotThere.delivery(id));
        return Json.write(new Detail(delivery, shown(delivery.id())));
    }

    private List<RawEvent> shown(UUID delivery) {
        return deliveries.eventsOf(delivery).stream().map(RawEvent::shown).toList();
    }

    /** Each change of a delivery, as it is then, in one line. */
    @GET
    @Path("deliveries/events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public Multi<OutboundSseEvent> events(@Context Sse sse) {
        return live.deliveries(sse);
    }

    @GET
    @Path("catalog")
    public byte[] catalog() {
        return Json.write(catalog.status());
    }
}
