package dev.slipway.outside.forge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.outside.http.Exchange;
import dev.slipway.outside.http.Site;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A Gitea, or a Forgejo: they differ in what their webhooks are called. */
public final class GiteaForge implements AutoCloseable {
    private static final String API = "/api/v1";
    private final Sender sender = new Sender();
    private final Tokens tokens;
    private final RepoHooks hooks;
    private final List<String> families;
    private final Site site;

    private GiteaForge(Tokens tokens, Set<String> paths, List<String> types, List<String> families) throws IOException {
        this.tokens = tokens;
        this.families = families;
        hooks = new RepoHooks(paths, new Manner(types));
        site = Site.open("gitea", 0, this::serve);
    }

    public static GiteaForge gitea(Tokens tokens, Set<String> paths) throws IOException {
        return new GiteaForge(tokens, paths, List.of("gitea", "gogs"), List.of("Gitea", "Gogs"));
    }

    public static GiteaForge forgejo(Tokens tokens, Set<String> paths) throws IOException {
        return new GiteaForge(tokens, paths, List.of("forgejo", "gitea", "gogs"), List.of("Forgejo", "Gitea", "Gogs"));
    }

    public String url() {
        return site.url();
    }

    private void serve(Exchange exchange) throws IOException {
        var right = tokens.rightOf(token(exchange));
        if (right.isEmpty()) {
            RepoHooks.answer(exchange, 401, RepoHooks.message("invalid username, password or token"));
        } else {
            hooks.serve(exchange, exchange.path().replaceFirst("^" + API, ""), right.get());
        }
    }

    private static String token(Exchange exchange) {
        var basic = exchange.basic();
        var given = Optional.ofNullable(exchange.header("Authorization")).orElse("");
        return basic.isPresent() ? basic.get()[1] : given.replaceFirst("(?i)^(bearer|token) ", "");
    }

    /** All families' headers at once; without a secret the signatures are there, and empty. */
    private void send(KeptHook hook, byte[] payload) {
        var delivery = UUID.randomUUID().toString();
        var sha256 = hook.secret().isEmpty() ? "" : Sender.signature("HmacSHA256", hook.secret(), payload);
        var sha1 = hook.secret().isEmpty() ? "" : Sender.signature("HmacSHA1", hook.secret(), payload);
        var headers = new HashMap<String, String>();
        for (var family : families) {
            headers.putAll(Map.of(
                    "X-" + family + "-Delivery",
                    delivery,
                    "X-" + family + "-Event",
                    "push",
                    "X-" + family + "-Event-Type",
                    "push",
                    "X-" + family + "-Signature",
                    sha256));
        }
        headers.putAll(Map.of("X-GitHub-Delivery", delivery, "X-GitHub-Event", "push", "X-GitHub-Event-Type", "push"));
        headers.put("X-Hub-Signature", "sha1=" + sha1);
        headers.put("X-Hub-Signature-256", "sha256=" + sha256);
        sender.sendLater(hook.url(), headers, payload);
    }

    @Override
    public void close() {
        site.close();
        sender.close();
    }

    private final class Manner implements RepoHooks.Manner {
        private final List<String> types;

        private Manner(List<String> types) {
            this.types = types;
        }

        @Override
        public String sizeName() {
            return "limit";
        }

        @Override
        public int size() {
            return 30;
        }

        @Override
        public Optional<JsonNode> objection(String path, JsonNode wanted, @Nullable KeptHook before, KeptHooks all) {
            if (before != null) {
                return Optional.empty();
            }
            if (!types.contains(wanted.path("type").asText())) {
                return Optional.of(RepoHooks.message(
                        "Invalid hook type: " + wanted.path("type").asText()));
            }
            for (var name : List.of("url", "content_type")) {
                if (!wanted.path("config").has(name)) {
                    return Optional.of(RepoHooks.message("Missing config option: " + name));
                }
            }
            return Optional.empty();
        }

        @Override
        public void shown(ObjectNode hook) {
            ((ObjectNode) hook.path("config")).remove("insecure_ssl");
        }

        @Override
        public void made(String path, KeptHook hook) {}

        @Override
        public boolean act(String path, KeptHook hook, String action) {
            if (!action.equals("tests")) {
                return false;
            }
            var payload = """
                    {"ref":"refs/heads/master","before":"%2$s","after":"%2$s","compare_url":"","commits":[],"total_commits":0,
                     "repository":{"id":1,"full_name":"%1$s","default_branch":"master"},
                     "pusher":{"login":"lihua","username":"lihua"},"sender":{"login":"lihua"}}""".formatted(path, "2".repeat(40));
            send(hook, payload.getBytes(StandardCharsets.UTF_8));
            return true;
        }
    }
}
