package dev.slipway.console.inbound.web;

import dev.slipway.console.core.delivery.Deliveries;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import java.util.UUID;

/** Leads a person who has ordered something to its delivery, which has a page as soon as the command has been read back. */
@Singleton
class Followed {
    private static final Duration UNTIL_READ = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofMillis(50);
    private final Deliveries deliveries;

    Followed(Deliveries deliveries) {
        this.deliveries = deliveries;
    }

    Response to(UUID delivery) throws InterruptedException {
        for (var waited = Duration.ZERO;
                waited.compareTo(UNTIL_READ) < 0 && deliveries.find(delivery).isEmpty();
                waited = waited.plus(PAUSE)) {
            Thread.sleep(PAUSE);
        }
        return Response.seeOther(URI.create("/deliveries/" + delivery)).build();
    }
}
