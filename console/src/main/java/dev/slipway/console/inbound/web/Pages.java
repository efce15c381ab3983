package dev.slipway.console.inbound.web;

import dev.slipway.console.core.delivery.CauseTree;
import dev.slipway.console.core.delivery.Deliveries;
import dev.slipway.console.core.delivery.DeliveryView;
import dev.slipway.console.core.delivery.RawEvent;
import dev.slipway.console.inbound.catalog.CatalogWatch;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What people see. */
@Path("/")
@Authenticated
@Blocking
@LanguageChoice.Page
@Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
class Pages {
    private static final int SHOWN = 50;
    private final Deliveries deliveries;
    private final CatalogWatch catalog;
    private final Viewer viewer;

    Pages(Deliveries deliveries, CatalogWatch catalog, Viewer viewer) {
        this.deliveries = deliveries;
        this.catalog = catalog;
        this.viewer = viewer;
    }

    @GET
    public TemplateInstance home(@QueryParam("before") @Nullable String before) {
        var page = DeliveryPage.read(deliveries, SHOWN, before);
        return localized(Templates.deliveries(viewer, page.deliveries(), page.next(), before == null));
    }

    @GET
    @Path("deliveries")
    public TemplateInstance list(@QueryParam("before") @Nullable String before) {
        return home(before);
    }

    @GET
    @Path("deliveries/{id}")
    public TemplateInstance delivery(@PathParam("id") String id) {
        var delivery = find(id);
        var events = shown(delivery);
        return localized(
                Templates.delivery(viewer, delivery, Bar.of(delivery, Instant.now()), CauseTree.of(events), events));
    }

    /** The delivery's part of its page, for one that is open already. */
    @GET
    @Path("deliveries/{id}/body")
    public TemplateInstance body(@PathParam("id") String id) {
        var delivery = find(id);
        var events = shown(delivery);
        return localized(Templates.body(delivery, Bar.of(delivery, Instant.now()), CauseTree.of(events), events));
    }

    /** The delivery's row of the list, for one that is open already. */
    @GET
    @Path("deliveries/{id}/row")
    public TemplateInstance row(@PathParam("id") String id) {
        return localized(Templates.row(find(id)));
    }

    @GET
    @Path("catalog")
    public TemplateInstance catalog() {
        return localized(Templates.catalog(viewer, catalog.status()));
    }

    private List<RawEvent> shown(DeliveryView delivery) {
        return deliveries.eventsOf(delivery.id()).stream().map(RawEvent::shown).toList();
    }

    private DeliveryView find(String id) {
        return deliveries.find(NotThere.idOf(id)).orElseThrow(() -> NotThere.delivery(id));
    }

    private TemplateInstance localized(TemplateInstance page) {
        return page.setLocale(viewer.lang());
    }
}
