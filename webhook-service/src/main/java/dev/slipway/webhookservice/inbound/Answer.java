package dev.slipway.webhookservice.inbound;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** What a forge is told: in its status whether to try again, in its body what happens now. */
public record Answer(@Nullable String id, String message) {

    public static Response stored(String id, String whatHappens) {
        return of(202, new Answer(id, whatHappens)).build();
    }

    /** Understood, and nothing follows. Never an error: a forge must not disable the hook for an event that we do not care for. */
    public static Response ignored(String why) {
        return of(200, new Answer(null, why)).build();
    }

    public static Response refused(int status, String why) {
        return of(status, new Answer(null, why)).build();
    }

    public static Response tryLater(String why, int seconds) {
        return of(503, new Answer(null, why)).header("Retry-After", seconds).build();
    }

    static Response tooMany(String why, int seconds) {
        return of(429, new Answer(null, why)).header("Retry-After", seconds).build();
    }

    private static Response.ResponseBuilder of(int status, Answer answer) {
        return Response.status(status).type(MediaType.APPLICATION_JSON_TYPE).entity(answer);
    }
}
