package dev.slipway.outside.forge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.outside.http.Exchange;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code …/repos/:owner/:repo/hooks}, in what GitHub and Gitea have in common. */
final class RepoHooks {
    static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern ADDRESS = Pattern.compile("/repos/([^/]+/[^/]+)/hooks(?:/([0-9]+))?(?:/([a-z]+))?");
    private final KeptHooks kept = new KeptHooks();
    private final Set<String> paths = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    private final Manner manner;

    /** In what they differ. */
    interface Manner {
        /** The page's size as it is asked for, and as it is without being asked. */
        String sizeName();

        int size();

        /** Why a hook cannot be kept, in the forge's words. */
        Optional<JsonNode> objection(String path, JsonNode wanted, @Nullable KeptHook before, KeptHooks all);

        void shown(ObjectNode hook);

        void made(String path, KeptHook hook);

        /** @return whether there is such an action */
        boolean act(String path, KeptHook hook, String action) throws IOException;
    }

    RepoHooks(Set<String> paths, Manner manner) {
        this.paths.addAll(paths);
        this.manner = manner;
    }

    /** @param below the address behind the API's own */
    void serve(Exchange exchange, String below, Tokens.Right right) throws IOException {
        var address = ADDRESS.matcher(below);
        if (!address.matches() || !paths.contains(address.group(1))) {
            answer(exchange, 404, message("Not Found"));
        } else if (right != Tokens.Right.MANAGES_HOOKS) {
            answer(exchange, 403, message("Must have admin rights to Repository."));
        } else if (address.group(2) == null) {
            collection(exchange, address.group(1));
        } else {
            var hook = kept.find(address.group(1), Long.parseLong(address.group(2)));
            if (hook.isEmpty()) {
                answer(exchange, 404, message("Not Found"));
            } else if (address.group(3) != null) {
                var done =
                        exchange.method().equals("POST") && manner.act(address.group(1), hook.get(), address.group(3));
                answer(exchange, done ? 204 : 404, done ? null : message("Not Found"));
            } else if (exchange.method().equals("PATCH")) {
                save(exchange, address.group(1), hook.get());
            } else {
                answer(exchange, 200, hook.get().shown());
            }
        }
    }

    private void collection(Exchange exchange, String path) throws IOException {
        if (exchange.method().equals("GET")) {
            answer(exchange, 200, kept.page(path, exchange, manner.sizeName(), manner.size(), 100));
        } else {
            save(exchange, path, null);
        }
    }

    private void save(Exchange exchange, String path, @Nullable KeptHook before) throws IOException {
        JsonNode wanted;
        try {
            wanted = JSON.readTree(exchange.body());
        } catch (JsonProcessingException e) {
            answer(exchange, 400, message("Problems parsing JSON"));
            return;
        }
        var objection = manner.objection(path, wanted, before, kept);
        if (objection.isPresent()) {
            answer(exchange, 422, objection.get());
            return;
        }
        var hook = hook(wanted, before);
        kept.put(path, hook);
        if (before == null) {
            manner.made(path, hook);
        }
        answer(exchange, before == null ? 201 : 200, hook.shown());
    }

    private KeptHook hook(JsonNode wanted, @Nullable KeptHook before) {
        var shown = before == null ? JSON.createObjectNode() : before.shown().deepCopy();
        var id = before == null ? kept.nextId() : before.id();
        var config = wanted.path("config");
        var url = config.path("url").asText(before == null ? "" : before.url());
        var secret = config.path("secret").asText(before == null ? "" : before.secret());
        shown.put("id", id).put("active", wanted.path("active").asBoolean(before == null));
        shown.set(
                "events",
                wanted.has("events")
                        ? wanted.path("events")
                        : JSON.createArrayNode().add("push"));
        var told = shown.putObject("config").put("url", url);
        told.put("content_type", config.path("content_type").asText("form"));
        if (config.has("insecure_ssl")) {
            told.put("insecure_ssl", config.path("insecure_ssl").asText());
        }
        if (wanted.has("type")) {
            shown.set("type", wanted.path("type"));
        }
        manner.shown(shown);
        return new KeptHook(id, url, secret, shown);
    }

    static ObjectNode message(String text) {
        return JSON.createObjectNode().put("message", text);
    }

    static void answer(Exchange exchange, int status, @Nullable JsonNode body) throws IOException {
        if (body == null) {
            exchange.answer(status);
        } else {
            exchange.answer(status, "application/json", JSON.writeValueAsString(body));
        }
    }
}
