package dev.slipway.webhookservice.inbound;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.webhookservice.core.Doors;
import dev.slipway.webhookservice.inbound.Arrivals.Arriving;
import dev.slipway.webhookservice.inbound.forge.Heard;
import dev.slipway.webhookservice.inbound.forge.HookForm;
import dev.slipway.webhookservice.inbound.forge.HookRequest;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** {@code POST /hooks/{forge}/{project}}: who may, and what it says. */
@Path("/hooks/{forge}/{project}")
public class Hook {
    private static final int RETRY_SECONDS = 5;
    private static final int UNPROVEN = 401;
    /** Reading a larger body takes so long that other hooks would wait for it. */
    private static final int LARGE = 64 * 1024;

    private static final Map<String, HookForm> FORMS =
            HookForm.all().stream().collect(Collectors.toUnmodifiableMap(HookForm::forge, Function.identity()));
    private final Doors doors;
    private final Arrivals arrivals;
    private final SenderRates rates;
    private final Storing storing;
    private final ObjectMapper json;

    Hook(
            Doors doors,
            Arrivals arrivals,
            Storing storing,
            ObjectMapper json,
            @ConfigProperty(name = "slipway.webhook.requests-per-second") double requestsPerSecond) {
        rates = new SenderRates(requestsPerSecond, System::nanoTime);
        this.doors = doors;
        this.arrivals = arrivals;
        this.storing = storing;
        this.json = json;
    }

    @POST
    @NonBlocking
    public Uni<Response> receive(
            @PathParam("forge") String forge,
            @PathParam("project") String project,
            @Context HttpHeaders headers,
            @Context UriInfo address,
            @Context HttpServerRequest from,
            byte[] body) {
        var arriving = arrivals.at(forge, project, headers::getHeaderString, from.remoteAddress());
        var request = new HookRequest(
                headers::getHeaderString,
                address.getQueryParameters()::getFirst,
                body,
                Clock.systemUTC().instant());
        var sender = String.valueOf(from.remoteAddress().hostAddress());
        if (!rates.admits(sender)) {
            return Uni.createFrom()
                    .item(arriving.answered(Answer.tooMany("this address sends more than it may; wait a second", 1)));
        }
        var response = body.length < LARGE
                ? receive(forge, project, request, arriving)
                : Uni.createFrom()
                        .deferred(() -> receive(forge, project, request, arriving))
                        .runSubscriptionOn(Thread::startVirtualThread);
        return response.map(answer -> {
            if (answer.getStatus() == UNPROVEN) {
                rates.refused(sender);
            }
            return arriving.answered(answer);
        });
    }

    private Uni<Response> receive(String forge, String project, HookRequest request, Arriving arriving) {
        try {
            return checked(forge, project, request, arriving);
        } catch (IOException e) {
            return refused(400, "the body is no JSON of an event of " + forge);
        } catch (IllegalArgumentException e) {
            return refused(400, "the body is no event of " + forge + ": " + e.getMessage());
        }
    }

    private Uni<Response> checked(String forge, String project, HookRequest request, Arriving arriving)
            throws IOException {
        var form = FORMS.get(forge);
        if (form == null) {
            return refused(
                    404,
                    "no forge is called '" + forge + "'; there are "
                            + String.join(", ", FORMS.keySet().stream().sorted().toList()));
        }
        if (!doors.whole()) {
            return Uni.createFrom().item(Answer.tryLater("the catalog is being read", RETRY_SECONDS));
        }
        var sender = sender(form, project, request);
        if (sender.repositories().isEmpty() && sender.applications().isEmpty()) {
            // The same words for an unknown project: an address tells nobody which projects there are.
            return refused(UNPROVEN, "no project of this name takes this token; set the webhook's secret token");
        }
        if (!request.isJson() && !request.isForm()) {
            return refused(415, "a hook is application/json or a form; this was " + request.header("Content-Type"));
        }
        var heard = form.hear(request, read(form, request));
        pathIn(heard).ifPresent(arriving::concerns);
        return storing.answer(sender, request, heard);
    }

    private static Uni<Response> refused(int status, String why) {
        return Uni.createFrom().item(Answer.refused(status, why));
    }

    private Sender sender(HookForm form, String project, HookRequest request) {
        Predicate<String> fits = secret -> form.isSignedWith(secret, request);
        return form.isRegistry()
                ? new Sender(form, project, List.of(), doors.imagesOpenedBy(project, fits))
                : new Sender(form, project, doors.openedBy(project, form.forge(), fits), List.of());
    }

    private static Optional<String> pathIn(Heard heard) {
        return switch (heard) {
            case Heard.Pushed(var path, var _) -> Optional.of(path);
            case Heard.Requested(var path, var _) -> Optional.of(path);
            case Heard.PipelineEnded(var path, var _) -> Optional.of(path);
            case Heard.Images(var tagged) -> Optional.of(tagged.getFirst().path());
            case Heard.Ping _, Heard.Other _ -> Optional.empty();
        };
    }

    private JsonNode read(HookForm form, HookRequest request) throws IOException {
        var read = json.readTree(form.json(request));
        if (!read.isObject()) {
            throw new IllegalArgumentException("it is no JSON object");
        }
        return read;
    }
}
