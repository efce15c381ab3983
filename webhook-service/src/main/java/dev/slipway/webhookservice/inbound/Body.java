package dev.slipway.webhookservice.inbound;

import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Reads bodies as they come, within bounds: of one's size, of the time that it takes, and of what all together hold. Most senders write
 * everything before they read an answer, so what is not kept is thrown away first: up to a bound, after which the connection is closed.
 */
@ApplicationScoped
class Body {
    private static final long THROWN_AWAY_MAX = 64L << 20;
    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");
    private final long most;
    private final Duration within;
    private final long mostOfAll = Runtime.getRuntime().maxMemory() / 8;
    private final AtomicLong held = new AtomicLong();

    Body(
            @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize most,
            @ConfigProperty(name = "quarkus.http.read-timeout") Duration within) {
        this.most = most.asLongValue();
        this.within = within;
    }

    /** What came of it. */
    enum Read {
        WHOLE,
        /** It was not wanted. */
        PASSED_OVER,
        TOO_LARGE,
        /** Others hold all the room that there is. */
        NO_ROOM
    }

    /** Takes what was read, or nothing of it, and why. Until it says that it is done with it, others have less room. */
    interface Taker {
        void take(byte[] bytes, Read read, Runnable done);
    }

    void read(RoutingContext context, boolean wanted, Taker taker) {
        var request = context.request();
        if (announced(request) > THROWN_AWAY_MAX) {
            request.connection().close();
            return;
        }
        var reading = new Reading(wanted);
        var late = context.vertx()
                .setTimer(within.toMillis(), _ -> request.connection().close());
        request.handler(part -> {
            reading.take(part);
            if (reading.length > THROWN_AWAY_MAX) {
                request.connection().close();
            }
        });
        request.exceptionHandler(_ -> {
            context.vertx().cancelTimer(late);
            reading.leave();
        });
        request.endHandler(_ -> {
            context.vertx().cancelTimer(late);
            taker.take(reading.kept.getBytes(), reading.read, reading::leave);
        });
        if ("100-continue".equalsIgnoreCase(request.getHeader("Expect"))) {
            request.response().writeContinue();
        }
        request.resume();
    }

    long most() {
        return most;
    }

    private final class Reading {
        private Buffer kept = Buffer.buffer();
        private long length;
        private Read read;

        private Reading(boolean wanted) {
            read = wanted ? Read.WHOLE : Read.PASSED_OVER;
        }

        private void take(Buffer part) {
            length += part.length();
            if (read != Read.WHOLE) {
                return;
            }
            kept.appendBuffer(part);
            var all = held.addAndGet(part.length());
            if (length > most) {
                drop(Read.TOO_LARGE);
            } else if (all > mostOfAll) {
                drop(Read.NO_ROOM);
            }
        }

        private void drop(Read why) {
            leave();
            read = why;
        }

        private synchronized void leave() {
            held.addAndGet(-kept.length());
            kept = Buffer.buffer();
        }
    }

    private static long announced(HttpServerRequest request) {
        var length = request.getHeader("Content-Length");
        return length == null || !LENGTH.matcher(length).matches() ? 0 : Long.parseLong(length);
    }
}
