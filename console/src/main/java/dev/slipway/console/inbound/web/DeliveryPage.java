package dev.slipway.console.inbound.web;

import dev.slipway.console.core.delivery.Deliveries;
import dev.slipway.console.core.delivery.DeliveryView;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Some of the deliveries, newest first.
 *
 * @param next what to ask for with {@code before} to see more; none at the end
 */
record DeliveryPage(List<DeliveryView> deliveries, @Nullable UUID next) {

    static DeliveryPage read(Deliveries deliveries, int limit, @Nullable String before) {
        var found = deliveries.newest(limit + 1, before == null ? null : NotThere.idOf(before));
        var shown = found.subList(0, Math.min(limit, found.size()));
        return new DeliveryPage(shown, found.size() > limit ? shown.getLast().id() : null);
    }
}
