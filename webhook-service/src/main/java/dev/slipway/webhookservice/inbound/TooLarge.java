package dev.slipway.webhookservice.inbound;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Refuses a body by the size it announces. Most senders write everything before they read an answer, so the body is thrown away first:
 * up to a bound, after which the connection is closed.
 */
@ApplicationScoped
class TooLarge {
    private static final int BEFORE_EVERYTHING = 1_000;
    private static final long THROWN_AWAY_MAX = 64L << 20;
    private static final long THROWN_AWAY_MILLIS = 5_000;
    private final long most;
    private final ObjectMapper json;

    TooLarge(@ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize most, ObjectMapper json) {
        this.most = most.asLongValue();
        this.json = json;
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, BEFORE_EVERYTHING);
    }

    private void check(RoutingContext context) {
        var request = context.request();
        var size = announced(request);
        if (size <= most || !context.normalizedPath().startsWith("/hooks/")) {
            context.next();
        } else if (size > THROWN_AWAY_MAX) {
            request.connection().close();
        } else {
            refuse(context, size);
        }
    }

    private void refuse(RoutingContext context, long size) {
        var request = context.request();
        var late = context.vertx()
                .setTimer(THROWN_AWAY_MILLIS, _ -> request.connection().close());
        request.handler(_ -> {});
        request.endHandler(_ -> {
            context.vertx().cancelTimer(late);
            request.response()
                    .setStatusCode(413)
                    .putHeader("Content-Type", "application/json")
                    .end(sentence(size));
        });
        request.resume();
    }

    private String sentence(long size) {
        try {
            return json.writeValueAsString(new Answer(
                    null,
                    "%d bytes are too many: a hook has at most %d; a push of fewer commits will pass, and the sweep finds this one"
                            .formatted(size, most)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long announced(HttpServerRequest request) {
        var length = request.getHeader("Content-Length");
        return length == null || !length.matches("[0-9]{1,18}") ? 0 : Long.parseLong(length);
    }
}
