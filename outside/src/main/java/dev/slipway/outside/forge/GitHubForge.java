package dev.slipway.outside.forge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.outside.http.Exchange;
import dev.slipway.outside.http.Site;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A GitHub on somebody's own server: its API is below {@code /api/v3}. */
public final class GitHubForge implements AutoCloseable {
    private static final String API = "/api/v3";
    private final Sender sender = new Sender();
    private final Tokens tokens;
    private final RepoHooks hooks;
    private final Site site;

    public GitHubForge(Tokens tokens, Set<String> paths) throws IOException {
        this.tokens = tokens;
        hooks = new RepoHooks(paths, new Manner());
        site = Site.open("github", 0, this::serve);
    }

    public String url() {
        return site.url();
    }

    private void serve(Exchange exchange) throws IOException {
        var given = Optional.ofNullable(exchange.header("Authorization")).orElse("");
        var right = tokens.rightOf(given.replaceFirst("(?i)^(bearer|token) ", ""));
        if (exchange.header("User-Agent") == null) {
            exchange.answer(403, "text/plain", "Request forbidden by administrative rules.");
        } else if (right.isEmpty()) {
            RepoHooks.answer(exchange, 401, RepoHooks.message("Bad credentials"));
        } else {
            hooks.serve(exchange, exchange.path().replaceFirst("^" + API, ""), right.get());
        }
    }

    /** Secret or not, every header is sent; a webhook without a secret is not signed. */
    private void send(KeptHook hook, String event, String payload) {
        var bytes = payload.getBytes(StandardCharsets.UTF_8);
        var headers = new HashMap<>(Map.of(
                "User-Agent",
                "GitHub-Hookshot/1a2b3c4",
                "X-GitHub-Event",
                event,
                "X-GitHub-Delivery",
                UUID.randomUUID().toString(),
                "X-GitHub-Hook-ID",
                Long.toString(hook.id())));
        if (!hook.secret().isEmpty()) {
            headers.put("X-Hub-Signature", "sha1=" + Sender.signature("HmacSHA1", hook.secret(), bytes));
            headers.put("X-Hub-Signature-256", "sha256=" + Sender.signature("HmacSHA256", hook.secret(), bytes));
        }
        sender.sendLater(hook.url(), headers, bytes);
    }

    @Override
    public void close() {
        site.close();
        sender.close();
    }

    private final class Manner implements RepoHooks.Manner {
        @Override
        public String sizeName() {
            return "per_page";
        }

        @Override
        public int size() {
            return 30;
        }

        @Override
        public Optional<JsonNode> objection(String path, JsonNode wanted, @Nullable KeptHook before, KeptHooks all) {
            var url = wanted.at("/config/url").asText("");
            if (before == null && !url.matches("https?://.+")) {
                return Optional.of(failed("url cannot be blank"));
            }
            var there = all.of(path).stream()
                    .anyMatch(hook -> hook.url().equals(url) && (before == null || hook.id() != before.id()));
            return there ? Optional.of(failed("Hook already exists on this repository")) : Optional.empty();
        }

        private static JsonNode failed(String why) {
            var failed = RepoHooks.message("Validation Failed");
            failed.putArray("errors")
                    .addObject()
                    .put("resource", "Hook")
                    .put("code", "custom")
                    .put("message", why);
            return failed;
        }

        @Override
        public void shown(ObjectNode hook) {
            hook.put("type", "Repository").put("name", "web");
            ((ObjectNode) hook.path("config")).put("secret", "********");
        }

        @Override
        public void made(String path, KeptHook hook) {
            ping(path, hook);
        }

        @Override
        public boolean act(String path, KeptHook hook, String action) {
            switch (action) {
                case "pings" -> ping(path, hook);
                case "tests" -> send(hook, "push", """
                            {"ref":"refs/heads/master","before":"%1$s","after":"%2$s","created":false,"deleted":false,"forced":false,
                             "commits":[],"repository":{"id":1,"full_name":"%3$s"},"pusher":{"name":"lihua"},"sender":{"login":"lihua"}}""".formatted("1".repeat(40), "2".repeat(40), path));
                default -> {
                    return false;
                }
            }
            return true;
        }

        private void ping(String path, KeptHook hook) {
            send(
                    hook,
                    "ping",
                    "{\"zen\":\"Keep it logically awesome.\",\"hook_id\":%d,\"repository\":{\"full_name\":\"%s\"}}"
                            .formatted(hook.id(), path));
        }
    }
}
