package dev.slipway.console.inbound.web;

import dev.slipway.console.core.delivery.Deliveries;
import dev.slipway.console.core.delivery.RawEvent;
import dev.slipway.console.core.work.Replays;
import dev.slipway.console.core.work.Replays.Asking;
import dev.slipway.events.wire.Json;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Facts once more into one service, through its own input. */
@Path("/api/replay")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
class ReplayApi {
    private static final int FACTS_MAX = 1_000;
    private final Deliveries deliveries;
    private final Replays replays;
    private final SecurityIdentity who;

    ReplayApi(Deliveries deliveries, Replays replays, SecurityIdentity who) {
        this.deliveries = deliveries;
        this.replays = replays;
        this.who = who;
    }

    /** Either a delivery, or from and to. */
    record Replay(
            @Nullable String service,
            @Nullable String delivery,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable Boolean dryRun) {}

    @POST
    @Blocking
    public byte[] replay(byte @Nullable [] body) {
        var asked = Body.read(body, Replay.class);
        if (asked == null || asked.service() == null) {
            throw new Asked(
                    "name a service (" + String.join(", ", replays.services()) + "), and a delivery or from and to");
        }
        if (!replays.services().contains(asked.service())) {
            throw new NotThere("nothing can be replayed into " + asked.service() + "; there are "
                    + String.join(", ", replays.services()));
        }
        var asking = new Asking(asked.service(), facts(asked), Viewer.named(who));
        return Json.write(Boolean.TRUE.equals(asked.dryRun()) ? replays.dryRun(asking) : replays.replay(asking));
    }

    private List<RawEvent> facts(Replay asked) {
        var delivery = asked.delivery();
        if (delivery != null) {
            var found = deliveries.find(NotThere.idOf(delivery)).orElseThrow(() -> NotThere.delivery(delivery));
            return deliveries.eventsOf(found.id());
        }
        if (asked.from() == null || asked.to() == null || !asked.from().isBefore(asked.to())) {
            throw new Asked("name a delivery, or from and to as times like 2026-01-31T12:00:00Z, the earlier first");
        }
        var facts = deliveries.between(asked.from(), asked.to(), FACTS_MAX + 1);
        if (facts.size() > FACTS_MAX) {
            throw new Asked("more than " + FACTS_MAX + " facts happened in that time; take less of it at once");
        }
        return facts;
    }
}
