package dev.slipway.console.inbound.web;

import dev.slipway.console.core.work.DeadLetter;
import dev.slipway.console.core.work.DeadLetter.Fate;
import dev.slipway.console.core.work.Letters;
import dev.slipway.console.core.work.Orders;
import dev.slipway.console.core.work.Requests;
import dev.slipway.console.core.work.Work;
import dev.slipway.events.wire.Json;
import dev.slipway.service.work.Order;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Open work and dead letters: what there is, and what people do about it. */
@Path("/api")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
class WorkApi {
    private final Work work;
    private final Requests requests;
    private final Letters letters;
    private final SecurityIdentity who;

    WorkApi(Work work, Requests requests, Letters letters, SecurityIdentity who) {
        this.work = work;
        this.requests = requests;
        this.letters = letters;
        this.who = who;
    }

    /** What waits in the services, for what, and until when. */
    @GET
    @Path("work")
    public byte[] work(@QueryParam("service") @Nullable String service) {
        var open = work.open().stream()
                .filter(row -> service == null || row.service().equals(service))
                .toList();
        return Json.write(Map.of("open", open, "paused", work.paused()));
    }

    /**
     * @param resource {@code *} for every one
     * @param row the key of one row; without it, or with {@code *}, all of the resource
     */
    record WorkOrder(
            @Nullable String kind,
            @Nullable String resource,
            @Nullable String row) {}

    /** Retry now, give up, pause, resume: by the service itself, as soon as it reads it. */
    @POST
    @Path("work/{service}/orders")
    @Blocking
    public byte[] order(@PathParam("service") String service, byte @Nullable [] body) {
        if (!work.services().contains(service)) {
            throw new NotThere("there is no service " + service + "; there are " + String.join(", ", work.services()));
        }
        var asked = Body.read(body, WorkOrder.class);
        if (asked == null || asked.kind() == null || asked.resource() == null) {
            throw new Asked("an order has a kind (" + kinds() + ") and a resource ('*' for the whole service)");
        }
        var wanted = new Orders.Wanted(service, kind(asked.kind()), asked.resource(), asked.row());
        var given = given(wanted);
        if (given.isEmpty() && wanted.isOneRow()) {
            throw new NotThere(service + " has no open row " + asked.row() + "; slipway work lists them");
        }
        if (given.isEmpty() && !wanted.resource().equals(Order.ALL)) {
            throw new NotThere(
                    "nothing of '" + wanted.resource() + "' is open in " + service + "; slipway work lists what is");
        }
        requests.order(service, given);
        var said =
                given.isEmpty() ? "nothing is open in " + service : service + " carries it out as soon as it reads it";
        return Json.write(Map.of("ids", given.stream().map(Order::id).toList(), "message", said));
    }

    private List<Order> given(Orders.Wanted wanted) {
        try {
            return new Orders(work).of(wanted, name(), Instant.now());
        } catch (IllegalArgumentException e) {
            throw new Asked(String.valueOf(e.getMessage()));
        }
    }

    private static Order.Kind kind(String name) {
        for (var kind : Order.Kind.values()) {
            if (kind.name().equalsIgnoreCase(name.replace('-', '_'))) {
                return kind;
            }
        }
        throw new Asked("there is no order '" + name + "'; there are " + kinds());
    }

    private static String kinds() {
        return "retry-now, give-up, pause, resume";
    }

    /** What a service could not use, the newest first. */
    @GET
    @Path("dead-letters")
    public byte[] deadLetters() {
        return Json.write(Map.of("deadLetters", work.deadLetters()));
    }

    @GET
    @Path("dead-letters/{id}")
    @Blocking
    public byte[] deadLetter(@PathParam("id") String id) {
        var letter = letter(id);
        var shown = new HashMap<String, Object>(Map.of("deadLetter", letter));
        requests.record(letter).ifPresent(record -> {
            shown.put("topic", record.topic());
            shown.put("headers", record.headers());
            shown.put("value", new String(record.value(), StandardCharsets.UTF_8));
        });
        return Json.write(shown);
    }

    @POST
    @Path("dead-letters/{id}/drop")
    @Blocking
    public byte[] drop(@PathParam("id") String id) {
        return settle(letter(id), "dropped");
    }

    /** Into the one service that failed. */
    @POST
    @Path("dead-letters/{id}/replay")
    @Blocking
    public byte[] replay(@PathParam("id") String id) {
        var letter = letter(id);
        letters.replay(letter, name());
        return settle(letter, "replayed");
    }

    /** A new event, whose cause is the one that could not be used. */
    @POST
    @Path("dead-letters/{id}/edit")
    @Blocking
    public byte[] edit(@PathParam("id") String id, byte @Nullable [] value) {
        if (value == null || value.length == 0) {
            throw new Asked("send the corrected value as the body; slipway dead-letters show " + id
                    + " shows the one that failed");
        }
        var letter = letter(id);
        letters.edit(letter, value, name());
        return settle(letter, "edited");
    }

    private DeadLetter letter(String id) {
        return work.deadLetter(id)
                .orElseThrow(() -> new NotThere("there is no dead letter " + id + "; slipway dead-letters lists them"));
    }

    private byte[] settle(DeadLetter letter, String what) {
        var fate = new Fate(what, name(), Instant.now());
        requests.settle(letter, fate);
        return Json.write(Map.of("id", letter.id(), "fate", fate));
    }

    private String name() {
        return Viewer.named(who);
    }
}
