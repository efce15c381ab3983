package dev.slipway.outside.git;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.outside.http.Exchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.eclipse.jgit.lib.Repository;

/**
 * {@code /api/v4/projects/:id/merge_requests} in GitLab's shape: simulated, but merging is real. They live as long as the server.
 */
final class SimulatedMergeRequests {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern ADDRESS =
            Pattern.compile("/api/v4/projects/([^/]+)/merge_requests(?:/([0-9]+))?(/merge)?");
    private static final String USER = "root";
    private final Repositories repositories;
    private final GitLabHooks hooks;
    private final List<SimulatedMergeRequest> requests = new ArrayList<>();
    private volatile String instance = "";

    SimulatedMergeRequests(Repositories repositories, GitLabHooks hooks) {
        this.repositories = repositories;
        this.hooks = hooks;
    }

    void sendAs(String url) {
        instance = url;
    }

    static boolean isFor(Exchange exchange) {
        return ADDRESS.matcher(exchange.path()).matches();
    }

    synchronized void serve(Exchange exchange, boolean known) throws IOException {
        var address = ADDRESS.matcher(exchange.path());
        if (!address.matches() || !known) {
            answer(exchange, known ? 404 : 401, said(known ? "404 Not Found" : "401 Unauthorized"));
            return;
        }
        var path = URLDecoder.decode(address.group(1), StandardCharsets.UTF_8);
        var repository = repositories.find(path);
        if (repository.isEmpty()) {
            answer(exchange, 404, said("404 Project Not Found"));
        } else if (address.group(2) == null) {
            collection(exchange, path, repository.get());
        } else {
            var number = Long.parseLong(address.group(2));
            var request =
                    of(path).stream().filter(each -> each.number() == number).findFirst();
            if (request.isEmpty()) {
                answer(exchange, 404, said("404 Not found"));
            } else {
                one(exchange, path, repository.get(), request.get(), address.group(3) != null);
            }
        }
    }

    private List<SimulatedMergeRequest> of(String path) {
        return requests.stream().filter(each -> each.path().equals(path)).toList();
    }

    private void collection(Exchange exchange, String path, Repository repository) throws IOException {
        if (exchange.method().equals("GET")) {
            var shown = JSON.createArrayNode();
            var isFirst =
                    Objects.requireNonNullElse(exchange.query("page"), "1").equals("1");
            of(path).stream()
                    .filter(each -> isFirst && each.isAsked(exchange))
                    .forEach(each -> shown.add(each.shown(instance)));
            answer(exchange, 200, shown);
            return;
        }
        var body = JSON.readTree(exchange.body());
        var request = SimulatedMergeRequest.open(of(path).size() + 1, path, body);
        if (repository.exactRef(request.sourceRef()) == null || repository.exactRef(request.targetRef()) == null) {
            answer(exchange, 400, said("a branch is missing"));
        } else if (of(path).stream().anyMatch(other -> other.isSameAs(request))) {
            answer(exchange, 409, said("Another open merge request already exists for this source branch"));
        } else {
            requests.add(request);
            changed(path, repository, request);
            answer(exchange, 201, request.shown(instance));
        }
    }

    private void one(
            Exchange exchange, String path, Repository repository, SimulatedMergeRequest request, boolean merge)
            throws IOException {
        if (exchange.method().equals("GET")) {
            answer(exchange, 200, request.shown(instance));
            return;
        }
        var body = JSON.readTree(exchange.body());
        if (!merge) {
            request.change(body);
        } else if (!request.isOpen()) {
            answer(exchange, 405, said("405 Method Not Allowed"));
            return;
        } else {
            var merged = new SimulatedMerge(repository, request)
                    .by(USER, body.path("squash").asBoolean());
            if (merged.isEmpty()) {
                answer(exchange, 422, said("Branch cannot be merged"));
                return;
            }
            request.merged();
            hooks.pushed(path, repository, USER, merged, List.of());
        }
        changed(path, repository, request);
        answer(exchange, 200, request.shown(instance));
    }

    private void changed(String path, Repository repository, SimulatedMergeRequest request) throws IOException {
        var head = repository.resolve(request.sourceRef());
        hooks.requested(path, request.told(JSON, instance, head == null ? null : head.name()));
    }

    private static JsonNode said(String message) {
        return JSON.createObjectNode().put("message", message);
    }

    private static void answer(Exchange exchange, int status, JsonNode body) {
        exchange.answer(status, "application/json", body.toString());
    }
}
