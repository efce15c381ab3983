package dev.slipway.webhookservice.inbound;

import dev.slipway.service.arrival.Arrival;
import dev.slipway.webhookservice.core.ArrivalQueue;
import dev.slipway.webhookservice.core.Doors;
import dev.slipway.webhookservice.inbound.forge.HookRequest.Headers;
import io.vertx.core.net.SocketAddress;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tells people who connect a forge what came to a declared project's door. */
@ApplicationScoped
class Arrivals {
    private static final Map<String, String> EVENT_HEADERS = Map.of(
            "gitlab", "X-Gitlab-Event",
            "github", "X-GitHub-Event",
            "gitea", "X-Gitea-Event",
            "forgejo", "X-Forgejo-Event",
            "gogs", "X-Gogs-Event",
            "gitee", "X-Gitee-Event",
            "bitbucket", "X-Event-Key",
            "bitbucket-server", "X-Event-Key");
    private final Doors doors;
    private final ArrivalQueue queue;
    private final Clock clock = Clock.systemUTC();

    Arrivals(Doors doors, ArrivalQueue queue) {
        this.doors = doors;
        this.queue = queue;
    }

    /** One request, from the moment it came. */
    Arriving at(String forge, String project, Headers headers, @Nullable SocketAddress sender) {
        return new Arriving(forge, project, event(forge, headers), sender == null ? null : sender.hostAddress());
    }

    private static @Nullable String event(String forge, Headers headers) {
        var name = EVENT_HEADERS.get(forge);
        return name == null ? null : headers.find(name);
    }

    final class Arriving {
        private final String forge;
        private final String project;
        private final @Nullable String event;
        private final @Nullable String sender;
        private @Nullable String repository;

        private Arriving(String forge, String project, @Nullable String event, @Nullable String sender) {
            this.forge = forge;
            this.project = project;
            this.event = event;
            this.sender = sender;
        }

        void concerns(String path) {
            repository = path;
        }

        String forge() {
            return forge;
        }

        String project() {
            return project;
        }

        void answered(Answer said) {
            if (doors.project(project).isPresent()) {
                var hint = said.id() == null ? null : UUID.fromString(said.id());
                queue.offer(new Arrival(
                        clock.instant(),
                        project,
                        forge,
                        event,
                        repository,
                        said.status(),
                        said.message(),
                        hint,
                        sender));
            }
        }
    }
}
