package dev.slipway.webhookservice.inbound;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.service.door.Network;
import dev.slipway.service.door.Rates;
import dev.slipway.webhookservice.inbound.Arrivals.Arriving;
import dev.slipway.webhookservice.inbound.forge.HookRequest;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * {@code POST /hooks/{forge}/{project}}, before all that could cost time: the event loop reads, a virtual thread proves and understands, the
 * broker's answer is the forge's. No thread waits for it.
 */
@ApplicationScoped
class HookDoor {
    private static final Logger LOG = Logger.getLogger(HookDoor.class);
    private static final Answer TOO_MANY =
            Answer.tooMany("this address sends more than it may, or too many wrong tokens; wait a second");
    private static final double REFUSED_COSTS = 50;
    private static final double AT_ONCE = 2;
    static final Duration REFUSED_AFTER = Duration.ofMillis(20);
    private static final int BEFORE_EVERYTHING = 1_000;
    private static final Pattern ADDRESS = Pattern.compile("/hooks/([^/]{1,100})/([^/]{1,300})/?");

    private final Hook hook;
    private final Body body;
    private final Arrivals arrivals;
    private final Rates rates;
    /** Of those who cannot prove who they are; who can is not shut out by them, though they share an address. */
    private final Rates refusals;

    private final ObjectMapper json;

    HookDoor(
            Hook hook,
            Body body,
            Arrivals arrivals,
            ObjectMapper json,
            @ConfigProperty(name = "slipway.webhook.requests-per-second") double requestsPerSecond) {
        rates = rates(requestsPerSecond);
        refusals = rates(requestsPerSecond / REFUSED_COSTS);
        this.hook = hook;
        this.body = body;
        this.arrivals = arrivals;
        this.json = json;
    }

    private static Rates rates(double perSecond) {
        return new Rates(Math.max(1, AT_ONCE * perSecond), perSecond, System::nanoTime);
    }

    void open(@Observes Filters filters) {
        filters.register(this::receive, BEFORE_EVERYTHING);
    }

    private void receive(RoutingContext context) {
        var address = ADDRESS.matcher(context.request().path());
        if (HttpMethod.POST.equals(context.request().method()) && address.matches()) {
            receive(context, address.group(1), address.group(2));
        } else {
            context.next();
        }
    }

    private void receive(RoutingContext context, String forge, String project) {
        var from = context.request().remoteAddress();
        var sender = Network.of(from);
        var arriving = arrivals.at(forge, project, context.request()::getHeader, from);
        body.read(context, rates.admits(sender), (bytes, read, done) -> {
            switch (read) {
                case PASSED_OVER -> send(context, arriving, TOO_MANY);
                case TOO_LARGE -> send(context, arriving, Answer.tooLarge(body.most()));
                case NO_ROOM ->
                    send(context, arriving, Answer.tryLater("too many large hooks come at once; send it again"));
                case WHOLE -> {
                    var began = System.nanoTime();
                    Thread.startVirtualThread(() -> {
                        var said = receive(context, arriving, bytes, done);
                        var _ = said.thenAccept(answer -> answer(context, arriving, answer, sender, began));
                    });
                }
            }
        });
    }

    private CompletionStage<Answer> receive(RoutingContext context, Arriving arriving, byte[] bytes, Runnable done) {
        CompletionStage<Answer> answer;
        try {
            answer = hook.receive(arriving, request(context, bytes));
        } catch (RuntimeException | StackOverflowError | LinkageError e) {
            answer = CompletableFuture.failedStage(e);
        } finally {
            done.run();
        }
        return answer.exceptionally(e -> {
            LOG.errorf(e, "a hook for %s could not be read", arriving.project());
            return Answer.tryLater("this hook could not be read; webhook-service's log says why");
        });
    }

    private void answer(RoutingContext context, Arriving arriving, Answer said, String sender, long began) {
        if (said.status() == Answer.UNPROVEN) {
            pause(began);
            send(context, arriving, refusals.admits(sender) ? said : TOO_MANY);
        } else {
            send(context, arriving, said);
        }
    }

    /** To the next step of time since it came: how many secrets it was compared with, and whether there were any, must not show. */
    private static void pause(long began) {
        var step = REFUSED_AFTER.toNanos();
        var until = (System.nanoTime() - began) / step * step + step;
        for (var left = began + until - System.nanoTime(); left > 0; left = began + until - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private static HookRequest request(RoutingContext context, byte[] bytes) {
        var headers = context.request().headers();
        return new HookRequest(
                headers::get,
                name -> context.queryParam(name).stream().findFirst().orElse(null),
                bytes,
                Clock.systemUTC().instant());
    }

    private void send(RoutingContext context, Arriving arriving, Answer answer) {
        var response = context.response();
        if (!response.ended() && !response.closed()) {
            write(response, answer);
        }
        arriving.answered(answer); // afterwards, as it costs something only where there is such a project
    }

    private void write(HttpServerResponse response, Answer answer) {
        if (answer.retryAfter() > 0) {
            response.putHeader("Retry-After", Integer.toString(answer.retryAfter()));
        }
        response.setStatusCode(answer.status())
                .putHeader("Content-Type", "application/json")
                .end(Buffer.buffer(written(answer)));
    }

    private byte[] written(Answer answer) {
        try {
            return json.writeValueAsBytes(answer);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
