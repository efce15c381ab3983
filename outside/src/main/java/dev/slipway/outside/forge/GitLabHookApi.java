package dev.slipway.outside.forge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.outside.http.Exchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code /api/v4/projects/:id/hooks} as GitLab has it, tests of a hook included. */
public final class GitLabHookApi implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern ADDRESS =
            Pattern.compile("/api/v4/projects/([^/]+)/hooks(?:/([0-9]+))?(?:/test/([a-z_]+))?");
    private static final List<String> EVENTS = List.of(
            "push_events",
            "tag_push_events",
            "merge_requests_events",
            "pipeline_events",
            "issues_events",
            "note_events",
            "job_events");
    private static final int TESTS_A_MINUTE = 5;
    private final Tokens tokens;
    private final Projects projects;
    private final KeptHooks hooks = new KeptHooks();
    private final Sender sender = new Sender();
    private final Deque<Long> tests = new ArrayDeque<>();
    private volatile boolean localNetworkAllowed = true;

    /** What a test of a project's webhook tells. */
    public interface Projects {
        boolean exists(String path);

        String instance();

        /** A push of its newest commit; nothing where it has none. */
        byte @Nullable [] testPush(String path) throws IOException;
    }

    public GitLabHookApi(Tokens tokens, Projects projects) {
        this.tokens = tokens;
        this.projects = projects;
    }

    /** A webhook, with what only the forge knows. */
    public record Hook(String url, String token) {}

    public List<Hook> hooksOf(String path) {
        return hooks.of(path).stream()
                .map(hook -> new Hook(hook.url(), hook.secret()))
                .toList();
    }

    /** Sets the project's first webhook, as if somebody had done so on its page. */
    public void set(String path, String url, String token) {
        var body = JSON.createObjectNode().put("url", url).put("token", token);
        var first = hooks.of(path).stream().findFirst();
        keep(path, first.isPresent() ? first.get().id() : hooks.nextId(), body, first.orElse(null));
    }

    /** As the administrator's setting has it. */
    public void allowLocalNetwork(boolean allowed) {
        localNetworkAllowed = allowed;
    }

    public void serve(Exchange exchange) throws IOException {
        var address = ADDRESS.matcher(exchange.path());
        if (!address.matches()) {
            answer(exchange, 404, "error", "404 Not Found");
            return;
        }
        var right = tokens.rightOf(token(exchange));
        var path = URLDecoder.decode(address.group(1), StandardCharsets.UTF_8);
        if (right.isEmpty()) {
            answer(exchange, 401, "message", "401 Unauthorized");
        } else if (!projects.exists(path)) {
            answer(exchange, 404, "message", "404 Project Not Found");
        } else if (right.get() != Tokens.Right.MANAGES_HOOKS) {
            answer(exchange, 403, "message", "403 Forbidden");
        } else if (address.group(2) == null) {
            collection(exchange, path);
        } else {
            var hook = hooks.find(path, Long.parseLong(address.group(2)));
            if (hook.isEmpty()) {
                answer(exchange, 404, "message", "404 Not found");
            } else {
                one(exchange, path, hook.get(), address.group(3));
            }
        }
    }

    private static String token(Exchange exchange) {
        var own = exchange.header("PRIVATE-TOKEN");
        var bearer = exchange.header("Authorization");
        return own != null ? own : bearer == null ? "" : bearer.replaceFirst("(?i)^bearer ", "");
    }

    private void collection(Exchange exchange, String path) throws IOException {
        if (exchange.method().equals("GET")) {
            answer(exchange, 200, hooks.page(path, exchange, "per_page", 20, 100));
        } else {
            save(exchange, path, hooks.nextId(), null, 201);
        }
    }

    private void one(Exchange exchange, String path, KeptHook hook, @Nullable String trigger) throws IOException {
        if (trigger != null) {
            test(exchange, path, hook, trigger);
        } else if (exchange.method().equals("PUT")) {
            save(exchange, path, hook.id(), hook, 200);
        } else {
            answer(exchange, 200, hook.shown());
        }
    }

    private void save(Exchange exchange, String path, long id, @Nullable KeptHook before, int status)
            throws IOException {
        JsonNode body;
        try {
            body = JSON.readTree(exchange.body());
        } catch (JsonProcessingException e) {
            answer(exchange, 400, "error", "The provided JSON is invalid");
            return;
        }
        if (!body.path("url").isTextual()) {
            answer(exchange, 400, "error", "url is missing");
        } else if (!body.path("url").asText().matches("https?://[^/]+.*")
                || isBlocked(body.path("url").asText())) {
            answer(exchange, 422, "error", "Invalid url given");
        } else {
            answer(exchange, status, keep(path, id, body, before));
        }
    }

    private boolean isBlocked(String url) {
        return !localNetworkAllowed && url.matches("https?://(localhost|127\\.|10\\.|192\\.168\\.).*");
    }

    /** Whoever changes the address must know the token: else it is gone. */
    private ObjectNode keep(String path, long id, JsonNode body, @Nullable KeptHook before) {
        var url = body.path("url").asText();
        var kept = before != null && before.url().equals(url) ? before.secret() : "";
        var shown = before == null ? JSON.createObjectNode() : before.shown().deepCopy();
        shown.put("id", id).put("url", url).put("project_id", 1);
        EVENTS.forEach(event ->
                shown.put(event, body.path(event).asBoolean(shown.path(event).asBoolean(event.equals("push_events")))));
        shown.put(
                "enable_ssl_verification",
                body.path("enable_ssl_verification")
                        .asBoolean(shown.path("enable_ssl_verification").asBoolean(true)));
        shown.put(
                "push_events_branch_filter",
                body.path("push_events_branch_filter").asText(""));
        shown.put("alert_status", "executable").putNull("disabled_until");
        hooks.put(path, new KeptHook(id, url, body.path("token").asText(kept), shown));
        return shown;
    }

    private void test(Exchange exchange, String path, KeptHook hook, String trigger) throws IOException {
        var payload = projects.testPush(path);
        if (!mayTest()) {
            answer(exchange, 429, "message", "This endpoint has been requested too many times. Try again later.");
        } else if (!trigger.equals("push_events")) {
            answer(exchange, 400, "error", "trigger does not have a valid value");
        } else if (payload == null) {
            answer(exchange, 422, "message", "Ensure the project has at least one commit.");
        } else {
            sent(exchange, hook, payload);
        }
    }

    private void sent(Exchange exchange, KeptHook hook, byte[] payload) throws IOException {
        try {
            var answer = sender.send(hook.url(), headers(hook), payload);
            answer(exchange, answer.isGood() ? 201 : 422, "message", answer.isGood() ? "201 Created" : answer.body());
        } catch (IOException e) {
            answer(exchange, 422, "message", String.valueOf(e));
        }
    }

    private Map<String, String> headers(KeptHook hook) {
        return Map.of(
                "User-Agent", "GitLab/18.6.0",
                "X-Gitlab-Event", "Push Hook",
                "X-Gitlab-Event-UUID", UUID.randomUUID().toString(),
                "X-Gitlab-Webhook-UUID", UUID.randomUUID().toString(),
                "X-Gitlab-Instance", projects.instance(),
                "X-Gitlab-Token", hook.secret(),
                "Idempotency-Key", UUID.randomUUID().toString());
    }

    private synchronized boolean mayTest() {
        var now = System.nanoTime();
        tests.removeIf(at -> now - at > 60_000_000_000L);
        tests.add(now);
        return tests.size() <= TESTS_A_MINUTE;
    }

    private static void answer(Exchange exchange, int status, String key, String text) throws IOException {
        answer(exchange, status, JSON.createObjectNode().put(key, text));
    }

    private static void answer(Exchange exchange, int status, JsonNode body) throws IOException {
        exchange.answer(status, "application/json", JSON.writeValueAsString(body));
    }

    @Override
    public void close() {
        sender.close();
    }
}
