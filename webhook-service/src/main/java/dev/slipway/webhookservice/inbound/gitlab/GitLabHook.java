package dev.slipway.webhookservice.inbound.gitlab;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.events.catalog.Project;
import dev.slipway.events.catalog.Repository;
import dev.slipway.events.values.RepositoryRef;
import dev.slipway.webhookservice.core.Doors;
import dev.slipway.webhookservice.core.RepositoryHint;
import dev.slipway.webhookservice.inbound.Answer;
import dev.slipway.webhookservice.inbound.Hints;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** {@code POST /hooks/gitlab/{project}}. */
@Path("/hooks/gitlab/{project}")
public class GitLabHook {
    private static final Logger LOG = Logger.getLogger(GitLabHook.class);
    private static final int RETRY_SECONDS = 5;
    private final Doors doors;
    private final Hints hints;
    private final ObjectMapper json;
    private final Duration storedWithin;

    GitLabHook(
            Doors doors,
            Hints hints,
            ObjectMapper json,
            @ConfigProperty(name = "slipway.webhook.stored-within") Duration storedWithin) {
        this.doors = doors;
        this.hints = hints;
        this.json = json;
        this.storedWithin = storedWithin;
    }

    @POST
    @Blocking
    public Uni<Response> receive(
            @PathParam("project") String project,
            @HeaderParam("X-Gitlab-Token") @Nullable String token,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String contentType,
            @HeaderParam("Idempotency-Key") @Nullable String delivery,
            @HeaderParam("traceparent") @Nullable String traceparent,
            byte[] body) {
        if (!doors.whole()) {
            return now(Answer.tryLater("the catalog is being read", RETRY_SECONDS));
        }
        var repositories = token == null ? List.<Repository>of() : doors.openedBy(project, "gitlab", token);
        if (repositories.isEmpty()) {
            // The same words for an unknown project: an address tells nobody which projects there are.
            return now(Answer.refused(401, "no project of this name takes this token; set the webhook's secret token"));
        }
        if (contentType == null || !contentType.toLowerCase(Locale.ROOT).startsWith("application/json")) {
            return now(Answer.refused(415, "GitLab sends application/json; this was " + contentType));
        }
        GitLabPush push;
        try {
            push = json.readValue(body, GitLabPush.class);
        } catch (IOException | IllegalArgumentException e) {
            return now(Answer.refused(400, "the body is no JSON of a GitLab event"));
        }
        if (push == null || !push.isPush()) {
            return now(Answer.ignored("only pushes are followed here; this event changes nothing"));
        }
        return repositories.stream()
                .filter(repository -> repository.path().equals(push.path()))
                .findFirst()
                .map(repository -> store(project, repository, push, idOf(delivery, body), traceparent))
                .orElseGet(() -> now(Answer.ignored("the project declares no repository " + push.path())));
    }

    private Uni<Response> store(
            String project, Repository repository, GitLabPush push, UUID id, @Nullable String traceparent) {
        var declared = project(project);
        var ref = new RepositoryRef(project, repository.name());
        var hint = new RepositoryHint(ref, "gitlab", push.branch(), push.after(), push.username());
        return hints.store(id, hint, traceparent)
                .ifNoItem()
                .after(storedWithin)
                .fail()
                .map(_ -> Answer.stored(id.toString(), whatHappens(declared, push.branch())))
                .onFailure()
                .recoverWithItem(e -> {
                    LOG.warnf("a hook for %s could not be stored: %s", ref, e.getMessage());
                    return Answer.tryLater("the log does not take it at the moment; send it again", RETRY_SECONDS);
                });
    }

    private Optional<Project> project(String name) {
        return doors.projects().stream().filter(p -> p.project().equals(name)).findFirst();
    }

    private static String whatHappens(Optional<Project> project, @Nullable String branch) {
        if (branch == null) {
            return "the repository is looked at; tags start no build";
        }
        var environments = project.map(p -> p.environmentsOn(branch)).orElse(List.of());
        return environments.isEmpty()
                ? "the repository is looked at; branch " + branch + " maps to no environment"
                : "branch " + branch + " is built for "
                        + String.join(
                                ", ", environments.stream().map(e -> e.name()).toList());
    }

    /** GitLab keeps the key when it sends again; without one, the same bytes are the same hint. */
    private static UUID idOf(@Nullable String delivery, byte[] body) {
        return UUID.nameUUIDFromBytes(delivery == null ? body : delivery.getBytes(StandardCharsets.UTF_8));
    }

    private static Uni<Response> now(Response response) {
        return Uni.createFrom().item(response);
    }
}
