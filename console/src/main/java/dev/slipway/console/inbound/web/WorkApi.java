package dev.slipway.console.inbound.web;

import dev.slipway.console.core.work.DeadLetter;
import dev.slipway.console.core.work.DeadLetter.Fate;
import dev.slipway.console.core.work.Requests;
import dev.slipway.console.core.work.Work;
import dev.slipway.events.wire.Json;
import dev.slipway.service.control.Control.Recorded;
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
import java.time.Clock;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Open work and dead letters: what there is, and what people do about it. */
@Path("/api")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
class WorkApi {
    private final Work work;
    private final Requests requests;
    private final SecurityIdentity who;

    WorkApi(Work work, Requests requests, SecurityIdentity who) {
        this.work = work;
        this.requests = requests;
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

    /** @param row the key of one row; without it all of the resource */
    record WorkOrder(
            @Nullable String kind,
            @Nullable String resource,
            @Nullable String row) {}

    /** Retry now, give up, pause, resume: by the service itself, as soon as it reads it. */
    @POST
    @Path("work/{service}/orders")
    @Blocking
    public byte[] order(@PathParam("service") String service, @Nullable WorkOrder asked) {
        if (!work.services().contains(service)) {
            throw new NotThere("there is no service " + service + "; there are " + String.join(", ", work.services()));
        }
        if (asked == null || asked.kind() == null || asked.resource() == null) {
            throw new Asked("an order has a kind (" + kinds() + ") and a resource ('*' for the whole service)");
        }
        var order = new Order(UUID.randomUUID(), kind(asked.kind()), asked.resource(), asked.row(), name());
        if (asked.row() != null
                && work.open().stream()
                        .noneMatch(row ->
                                row.key().equals(asked.row()) && row.service().equals(service))) {
            throw new NotThere(service + " has no open row " + asked.row() + "; GET /api/work lists them");
        }
        requests.order(service, order);
        return Json.write(Map.of("id", order.id(), "message", service + " carries it out as soon as it reads it"));
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
        var record = record(letter);
        requests.replay(letter.service(), project(letter, record), record, name());
        return settle(letter, "replayed");
    }

    /** A new event, whose cause is the one that could not be used. */
    @POST
    @Path("dead-letters/{id}/edit")
    @Blocking
    public byte[] edit(@PathParam("id") String id, byte @Nullable [] value) {
        if (value == null || value.length == 0) {
            throw new Asked(
                    "send the corrected value as the body; GET /api/dead-letters/" + id + " shows the one that failed");
        }
        var letter = letter(id);
        var record = record(letter);
        var headers = new HashMap<>(record.headers());
        var old = headers.getOrDefault("ce_id", id);
        headers.put("ce_cause", old);
        headers.put(
                "ce_id",
                UUID.nameUUIDFromBytes(
                                (old + new String(value, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8))
                        .toString());
        var edited = new Recorded(record.topic(), headers, value);
        requests.replay(letter.service(), project(letter, edited), edited, name());
        return settle(letter, "edited");
    }

    private DeadLetter letter(String id) {
        return work.deadLetter(id)
                .orElseThrow(
                        () -> new NotThere("there is no dead letter " + id + "; GET /api/dead-letters lists them"));
    }

    private Recorded record(DeadLetter letter) {
        if (!work.services().contains(letter.service())) {
            throw new Asked(letter.service() + " takes no replays; it reads its topics again after a restart");
        }
        return requests.record(letter)
                .orElseThrow(() -> new Asked("dead letter " + letter.id() + " was no fact but " + letter.origin()
                        + "; it can only be dropped"));
    }

    /** The project whose partition it belongs to: the key of most topics. */
    private static String project(DeadLetter letter, Recorded record) {
        var subject = record.headers().getOrDefault("ce_subject", "");
        return subject.isEmpty() ? String.valueOf(letter.key()) : subject.split("/", 2)[0];
    }

    private byte[] settle(DeadLetter letter, String what) {
        var fate = new Fate(what, name(), Clock.systemUTC().instant());
        requests.settle(letter, fate);
        return Json.write(Map.of("id", letter.id(), "fate", fate));
    }

    private String name() {
        return who.getPrincipal().getName().toLowerCase(Locale.ROOT);
    }
}
