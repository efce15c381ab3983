package dev.slipway.webhookservice.inbound;

import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.function.BiConsumer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Reads a body as it comes, within bounds of size and time. Most senders write everything before they read an answer, so one that is too
 * large is thrown away first: up to a bound, after which the connection is closed.
 */
@ApplicationScoped
class Body {
    private static final long THROWN_AWAY_MAX = 64L << 20;
    private final long most;
    private final Duration within;

    Body(
            @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize most,
            @ConfigProperty(name = "quarkus.http.read-timeout") Duration within) {
        this.most = most.asLongValue();
        this.within = within;
    }

    /** @param whole takes all of it, and how long it was; where that is more than it may be, nothing of it */
    void read(RoutingContext context, BiConsumer<byte[], Long> whole) {
        var request = context.request();
        if (announced(request) > THROWN_AWAY_MAX) {
            request.connection().close();
            return;
        }
        var late = context.vertx()
                .setTimer(within.toMillis(), _ -> request.connection().close());
        var reading = new Reading();
        request.handler(part -> {
            reading.take(part);
            if (reading.length > THROWN_AWAY_MAX) {
                request.connection().close();
            }
        });
        request.exceptionHandler(_ -> context.vertx().cancelTimer(late));
        request.endHandler(_ -> {
            context.vertx().cancelTimer(late);
            whole.accept(reading.kept.getBytes(), reading.length);
        });
        request.resume();
    }

    boolean isTooLarge(long length) {
        return length > most;
    }

    String whyTooLarge(long length) {
        return "%d bytes are too many: a hook has at most %d; a push of fewer commits will pass, and the sweep finds this one"
                .formatted(length, most);
    }

    private final class Reading {
        private Buffer kept = Buffer.buffer();
        private long length;

        private void take(Buffer part) {
            length += part.length();
            if (length > most) {
                kept = Buffer.buffer();
            } else {
                kept.appendBuffer(part);
            }
        }
    }

    private static long announced(HttpServerRequest request) {
        var length = request.getHeader("Content-Length");
        return length == null || !length.matches("[0-9]{1,18}") ? 0 : Long.parseLong(length);
    }
}
