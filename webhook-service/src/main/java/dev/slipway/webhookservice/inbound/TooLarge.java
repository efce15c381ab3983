package dev.slipway.webhookservice.inbound;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Refuses a body by the size it announces. Most senders write everything before they read an answer, so the body is thrown away first:
 * up to a bound, after which the connection is closed.
 */
@ApplicationScoped
class TooLarge {
    private static final int TOO_LARGE = 413;
    private static final int BEFORE_EVERYTHING = 1_000;
    private static final long THROWN_AWAY_MAX = 64L << 20;
    private static final long THROWN_AWAY_MILLIS = 5_000;
    private static final Pattern ADDRESS = Pattern.compile("/hooks/([^/]+)/([^/]+)");
    private final long most;
    private final ObjectMapper json;
    private final Arrivals arrivals;

    TooLarge(
            @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize most,
            ObjectMapper json,
            Arrivals arrivals) {
        this.most = most.asLongValue();
        this.json = json;
        this.arrivals = arrivals;
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
            var answer = new Answer(
                    null,
                    "%d bytes are too many: a hook has at most %d; a push of fewer commits will pass, and the sweep finds this one"
                            .formatted(size, most));
            request.response()
                    .setStatusCode(TOO_LARGE)
                    .putHeader("Content-Type", "application/json")
                    .end(written(answer));
            var address = ADDRESS.matcher(context.normalizedPath());
            if (address.matches()) {
                arrivals.at(address.group(1), address.group(2), request::getHeader, request.remoteAddress())
                        .answered(TOO_LARGE, answer);
            }
        });
        request.resume();
    }

    private String written(Answer answer) {
        try {
            return json.writeValueAsString(answer);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long announced(HttpServerRequest request) {
        var length = request.getHeader("Content-Length");
        return length == null || !length.matches("[0-9]{1,18}") ? 0 : Long.parseLong(length);
    }
}
