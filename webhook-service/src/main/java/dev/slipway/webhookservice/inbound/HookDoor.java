package dev.slipway.webhookservice.inbound;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.webhookservice.inbound.Arrivals.Arriving;
import dev.slipway.webhookservice.inbound.forge.HookRequest;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
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
    private static final int BEFORE_EVERYTHING = 1_000;
    private static final Pattern ADDRESS = Pattern.compile("/hooks/([^/]{1,100})/([^/]{1,300})/?");

    private final Hook hook;
    private final Body body;
    private final Arrivals arrivals;
    private final SenderRates rates;
    /** Of those who cannot prove who they are; who can is not shut out by them, though they share an address. */
    private final SenderRates refusals;

    private final ObjectMapper json;

    HookDoor(
            Hook hook,
            Body body,
            Arrivals arrivals,
            ObjectMapper json,
            @ConfigProperty(name = "slipway.webhook.requests-per-second") double requestsPerSecond) {
        rates = new SenderRates(requestsPerSecond, System::nanoTime);
        refusals = new SenderRates(requestsPerSecond / REFUSED_COSTS, System::nanoTime);
        this.hook = hook;
        this.body = body;
        this.arrivals = arrivals;
        this.json = json;
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
        var sender = String.valueOf(from == null ? null : from.hostAddress());
        var arriving = arrivals.at(forge, project, context.request()::getHeader, from);
        body.read(context, rates.admits(sender), (bytes, read, done) -> {
            switch (read) {
                case PASSED_OVER -> send(context, arriving, TOO_MANY);
                case TOO_LARGE -> send(context, arriving, Answer.tooLarge(body.most()));
                case NO_ROOM ->
                    send(context, arriving, Answer.tryLater("too many large hooks come at once; send it again"));
                case WHOLE -> Thread.startVirtualThread(() -> receive(context, arriving, bytes, sender, done));
            }
        });
    }

    private void receive(RoutingContext context, Arriving arriving, byte[] bytes, String sender, Runnable done) {
        CompletionStage<Answer> answer;
        try {
            answer = hook.receive(arriving, request(context, bytes));
        } catch (RuntimeException | StackOverflowError | LinkageError e) {
            answer = CompletableFuture.failedStage(e);
        } finally {
            done.run();
        }
        var _ = answer.whenComplete((said, e) -> {
            if (e != null) {
                LOG.errorf(e, "a hook for %s could not be read", arriving.project());
                send(context, arriving, Answer.tryLater("this hook could not be read; webhook-service's log says why"));
                return;
            }
            var guesses = said.status() == Answer.UNPROVEN && !refusals.admits(sender);
            send(context, arriving, guesses ? TOO_MANY : said);
        });
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
        arriving.answered(answer);
        var response = context.response();
        if (response.ended() || response.closed()) {
            return;
        }
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
