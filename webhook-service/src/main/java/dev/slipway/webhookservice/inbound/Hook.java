package dev.slipway.webhookservice.inbound;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.events.catalog.Environment;
import dev.slipway.events.catalog.Project;
import dev.slipway.events.catalog.Repository;
import dev.slipway.events.values.RepositoryRef;
import dev.slipway.webhookservice.core.Doors;
import dev.slipway.webhookservice.core.RepositoryHint;
import dev.slipway.webhookservice.inbound.Arrivals.Arriving;
import dev.slipway.webhookservice.inbound.forge.Heard;
import dev.slipway.webhookservice.inbound.forge.Heard.Moved;
import dev.slipway.webhookservice.inbound.forge.HookForm;
import dev.slipway.webhookservice.inbound.forge.HookRequest;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** {@code POST /hooks/{forge}/{project}}: who may, what it says, and a hint made durable before the answer. */
@Path("/hooks/{forge}/{project}")
public class Hook {
    private static final Logger LOG = Logger.getLogger(Hook.class);
    private static final int RETRY_SECONDS = 5;
    /** One hint means a look at all refs; more of them only tell who pushed. */
    private static final int HINTS_MAX = 10;

    private static final Pattern TRACEPARENT = Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");
    private static final Map<String, HookForm> FORMS =
            HookForm.all().stream().collect(Collectors.toUnmodifiableMap(HookForm::forge, Function.identity()));
    private final Doors doors;
    private final Hints hints;
    private final Arrivals arrivals;
    private final ObjectMapper json;
    private final Duration storedWithin;

    Hook(
            Doors doors,
            Hints hints,
            Arrivals arrivals,
            ObjectMapper json,
            @ConfigProperty(name = "slipway.webhook.stored-within") Duration storedWithin) {
        this.doors = doors;
        this.hints = hints;
        this.arrivals = arrivals;
        this.json = json;
        this.storedWithin = storedWithin;
    }

    @POST
    @RunOnVirtualThread
    public Response receive(
            @PathParam("forge") String forge,
            @PathParam("project") String project,
            @Context HttpHeaders headers,
            @Context HttpServerRequest sender,
            byte[] body) {
        var arriving = arrivals.at(forge, project, headers::getHeaderString, sender.remoteAddress());
        return arriving.answered(receive(forge, project, headers, body, arriving));
    }

    private Response receive(String forge, String project, HttpHeaders headers, byte[] body, Arriving arriving) {
        var form = FORMS.get(forge);
        if (form == null) {
            return Answer.refused(
                    404,
                    "no forge is called '" + forge + "'; there are "
                            + String.join(", ", FORMS.keySet().stream().sorted().toList()));
        }
        if (!doors.whole()) {
            return Answer.tryLater("the catalog is being read", RETRY_SECONDS);
        }
        var request = new HookRequest(
                headers::getHeaderString, body, Clock.systemUTC().instant());
        var repositories = doors.openedBy(project, forge, secret -> form.isSignedWith(secret, request));
        if (repositories.isEmpty()) {
            // The same words for an unknown project: an address tells nobody which projects there are.
            return Answer.refused(401, "no project of this name takes this token; set the webhook's secret token");
        }
        if (!request.isJson() && !request.isForm()) {
            return Answer.refused(
                    415, "a hook is application/json or a form; this was " + request.header("Content-Type"));
        }
        try {
            var heard = form.hear(request, read(form, request));
            if (heard instanceof Heard.Pushed pushed) {
                arriving.concerns(pushed.path());
            }
            return answer(project, repositories, form, request, heard);
        } catch (IOException e) {
            return Answer.refused(400, "the body is no JSON of an event of " + forge);
        } catch (IllegalArgumentException e) {
            return Answer.refused(400, "the body is no event of " + forge + ": " + e.getMessage());
        }
    }

    private JsonNode read(HookForm form, HookRequest request) throws IOException {
        var read = json.readTree(form.json(request));
        if (!read.isObject()) {
            throw new IllegalArgumentException("it is no JSON object");
        }
        return read;
    }

    private Response answer(
            String project, List<Repository> repositories, HookForm form, HookRequest request, Heard heard) {
        return switch (heard) {
            case Heard.Ping _ -> Answer.ignored("the hook works");
            case Heard.Other(var event) -> Answer.ignored("'" + event + "' changes nothing here");
            case Heard.Pushed pushed ->
                repositories.stream()
                        .filter(repository -> repository.path().equalsIgnoreCase(pushed.path()))
                        .findFirst()
                        .map(repository -> store(project, repository, form, request, pushed))
                        .orElseGet(() -> Answer.ignored("the project declares no repository " + pushed.path()));
        };
    }

    private Response store(
            String project, Repository repository, HookForm form, HookRequest request, Heard.Pushed pushed) {
        var ref = new RepositoryRef(project, repository.name());
        var delivery = form.delivery(request);
        var id = idOf(delivery == null ? request.body() : (project + " " + delivery).getBytes(StandardCharsets.UTF_8));
        var stored = new ArrayList<Uni<Void>>();
        for (var moved : pushed.refs().isEmpty() ? List.of(new Moved("", null)) : pushed.refs()) {
            if (stored.size() < HINTS_MAX) {
                var hint = new RepositoryHint(ref, form.forge(), moved.branch(), moved.after(), pushed.pusher());
                stored.add(hints.store(nth(id, stored.size()), hint, traceparent(request)));
            }
        }
        return Uni.join()
                .all(stored)
                .andFailFast()
                .ifNoItem()
                .after(storedWithin)
                .fail()
                .map(_ -> Answer.stored(id.toString(), whatHappens(project, pushed)))
                .onFailure()
                .recoverWithItem(e -> {
                    LOG.warnf("a hook for %s could not be stored: %s", ref, e.getMessage());
                    return Answer.tryLater("the log does not take it at the moment; send it again", RETRY_SECONDS);
                })
                .await()
                .atMost(storedWithin.plusSeconds(1));
    }

    private String whatHappens(String project, Heard.Pushed pushed) {
        var branches = pushed.refs().stream()
                .map(Moved::branch)
                .filter(Objects::nonNull)
                .toList();
        if (branches.isEmpty()) {
            return "the repository is looked at; tags start no build";
        }
        return branches.stream().map(branch -> whatHappens(project, branch)).collect(Collectors.joining("; "));
    }

    private String whatHappens(String project, String branch) {
        var environments = doors.projects().stream()
                .filter(p -> p.project().equals(project))
                .flatMap((Project p) -> p.environmentsOn(branch).stream())
                .map(Environment::name)
                .toList();
        return environments.isEmpty()
                ? "the repository is looked at; branch " + branch + " maps to no environment"
                : "branch " + branch + " is built for " + String.join(", ", environments);
    }

    /** Kept where it is one; it travels in the headers of every event that follows. */
    private static @Nullable String traceparent(HookRequest request) {
        var given = request.header("traceparent");
        return given != null && TRACEPARENT.matcher(given).matches() ? given : null;
    }

    /** The same delivery, or without a name for it the same bytes, is the same hint. */
    private static UUID idOf(byte[] what) {
        return UUID.nameUUIDFromBytes(what);
    }

    private static UUID nth(UUID id, int n) {
        if (n == 0) {
            return id;
        }
        return UUID.nameUUIDFromBytes(ByteBuffer.allocate(20)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .putInt(n)
                .array());
    }
}
