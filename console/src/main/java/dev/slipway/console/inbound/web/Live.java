package dev.slipway.console.inbound.web;

import dev.slipway.console.core.delivery.DeliveryView;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.operators.multi.processors.BroadcastProcessor;
import jakarta.inject.Singleton;

/** Who looks now is told what changes now. A listener that does not keep up is cut off; it asks again and misses nothing on the page. */
@Singleton
public class Live {
    private static final int BEHIND_MAX = 1_000;
    private final BroadcastProcessor<DeliveryView> changes = BroadcastProcessor.create();

    public void changed(DeliveryView delivery) {
        changes.onNext(delivery);
    }

    Multi<DeliveryView> changes() {
        return changes.onOverflow().buffer(BEHIND_MAX);
    }
}
