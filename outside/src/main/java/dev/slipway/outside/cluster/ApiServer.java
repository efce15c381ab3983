package dev.slipway.outside.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.outside.http.Exchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Create, read, update, apply, delete and watch, with the answers that the real API server gives. */
final class ApiServer {
    private static final int BODY_MAX = 3 << 20;
    private static final String APPLIED = "simulated.slipway.dev/applied-";
    private final Store store;
    private final String token;
    private final BiFunction<ApiPath, Exchange, String> logs;

    /** @param logs answers a pod's log */
    ApiServer(Store store, String token, BiFunction<ApiPath, Exchange, String> logs) {
        this.store = store;
        this.token = token;
        this.logs = logs;
    }

    void serve(Exchange exchange) throws IOException {
        try {
            if (!("Bearer " + token).equals(exchange.header("Authorization"))) {
                throw new ApiError(401, "Unauthorized", "Unauthorized");
            }
            var discovered = Discovery.answer(exchange.path());
            if (discovered.isPresent()) {
                json(exchange, 200, discovered.get());
                return;
            }
            var path = ApiPath.parse(exchange.path());
            switch (exchange.method()) {
                case "GET" -> get(exchange, path);
                case "POST" -> post(exchange, path);
                case "PUT" -> put(exchange, path);
                case "PATCH" -> patch(exchange, path);
                case "DELETE" -> delete(exchange, path);
                default -> throw new ApiError(405, "MethodNotAllowed", "the server does not allow this method");
            }
        } catch (ApiError e) {
            json(exchange, e.code(), status(e));
        }
    }

    private void get(Exchange exchange, ApiPath path) throws IOException {
        if (path.subresource().equals("log")) {
            existing(path);
            exchange.answer(200, "text/plain", logs.apply(path, exchange));
        } else if (!path.name().isEmpty()) {
            json(exchange, 200, existing(path));
        } else if ("true".equals(exchange.query("watch")) || "1".equals(exchange.query("watch"))) {
            new Watch(store, path, exchange).run();
        } else {
            list(exchange, path);
        }
    }

    private void list(Exchange exchange, ApiPath path) throws IOException {
        var kind = path.kind();
        var list = Store.JSON.createObjectNode();
        list.put("kind", kind.kind() + "List").put("apiVersion", kind.apiVersion());
        list.putObject("metadata").put("resourceVersion", Long.toString(store.version()));
        var items = list.putArray("items");
        var selector = new Selector(exchange.query("labelSelector"), exchange.query("fieldSelector"));
        store.list(kind, path.namespace()).stream()
                .filter(selector::matches)
                .map(ApiServer::shown)
                .forEach(items::add);
        json(exchange, 200, list);
    }

    private void post(Exchange exchange, ApiPath path) throws IOException {
        var object = body(exchange, path);
        var name = object.path("metadata").path("name").asText();
        if (store.get(path.kind(), path.scope(), name).isPresent()) {
            throw new ApiError(409, "AlreadyExists", path.kind().plural() + " \"" + name + "\" already exists");
        }
        json(exchange, 201, shown(store.put(path.kind(), object)));
    }

    private void put(Exchange exchange, ApiPath path) throws IOException {
        var before = existing(path);
        var object = body(exchange, path);
        var wanted = object.path("metadata").path("resourceVersion").asText("");
        if (!wanted.isEmpty()
                && !wanted.equals(
                        before.path("metadata").path("resourceVersion").asText())) {
            throw new ApiError(
                    409,
                    "Conflict",
                    "Operation cannot be fulfilled on " + path.kind().plural() + " \"" + path.name()
                            + "\": the object has been modified; please apply your changes to the latest version and try again");
        }
        json(exchange, 200, shown(store.put(path.kind(), object)));
    }

    private void patch(Exchange exchange, ApiPath path) throws IOException {
        var type = Objects.requireNonNullElse(exchange.header("Content-Type"), "");
        if (type.startsWith("application/apply-patch")) {
            apply(exchange, path);
        } else if (type.startsWith("application/merge-patch") || type.startsWith("application/strategic-merge-patch")) {
            var merged = (ObjectNode) existing(path);
            mergePatch(merged, parsed(exchange));
            json(exchange, 200, shown(store.put(path.kind(), merged)));
        } else {
            throw new ApiError(
                    415, "UnsupportedMediaType", "the simulated cluster does not take patches of type " + type);
        }
    }

    /** What each manager applied is kept beside the object, out of sight, to know what it no longer wants. */
    private void apply(Exchange exchange, ApiPath path) throws IOException {
        var manager = exchange.query("fieldManager");
        if (manager == null || manager.isBlank()) {
            throw new ApiError(
                    400,
                    "BadRequest",
                    "PatchOptions.meta.k8s.io \"\" is invalid: fieldManager: Required value: is required for apply patch");
        }
        var wanted = body(exchange, path);
        wanted.withObject("/metadata").remove("managedFields");
        var live = store.get(path.kind(), path.scope(), path.name());
        var note = APPLIED + manager;
        var earlier = live.map(
                        l -> l.path("metadata").path("annotations").path(note).asText(""))
                .filter(text -> !text.isEmpty())
                .map(ApiServer::read);
        var merged = Apply.merge(live.orElseGet(Store.JSON::createObjectNode), wanted, earlier.orElse(null));
        Validation.check(path.kind(), merged);
        merged.withObject("/metadata/annotations").put(note, wanted.toString());
        if ("All".equals(exchange.query("dryRun"))) {
            json(exchange, live.isPresent() ? 200 : 201, shown(merged));
            return;
        }
        json(exchange, live.isPresent() ? 200 : 201, shown(store.put(path.kind(), merged)));
    }

    private void delete(Exchange exchange, ApiPath path) throws IOException {
        var gone = existing(path);
        store.delete(path.kind(), path.scope(), path.name());
        json(exchange, 200, shown((ObjectNode) gone));
    }

    private ObjectNode body(Exchange exchange, ApiPath path) throws IOException {
        var object = parsed(exchange);
        var kind = path.kind();
        if (!object.path("kind").asText().equals(kind.kind())
                || !object.path("apiVersion").asText().equals(kind.apiVersion())) {
            throw new ApiError(
                    400,
                    "BadRequest",
                    "the object provided is not of kind " + kind.kind() + " in " + kind.apiVersion());
        }
        var metadata = object.withObject("/metadata");
        if (!path.name().isEmpty() && !metadata.path("name").asText().equals(path.name())) {
            throw new ApiError(400, "BadRequest", "the name of the object does not match the name on the URL");
        }
        if (kind.namespaced()) {
            metadata.put("namespace", path.scope());
            if (store.get(Kind.named("Namespace"), "", path.scope()).isEmpty()) {
                throw new ApiError(404, "NotFound", "namespaces \"" + path.scope() + "\" not found");
            }
        }
        Validation.check(kind, object);
        return object;
    }

    private static ObjectNode parsed(Exchange exchange) throws IOException {
        var bytes = exchange.body().readNBytes(BODY_MAX + 1);
        if (bytes.length > BODY_MAX) {
            throw new ApiError(413, "RequestEntityTooLarge", "limit is 3145728");
        }
        return read(new String(bytes, StandardCharsets.UTF_8));
    }

    private static ObjectNode read(String text) {
        var loaded = new Load(LoadSettings.builder().build()).loadFromString(text);
        if (Store.JSON.valueToTree(loaded) instanceof ObjectNode object) {
            return object;
        }
        throw new ApiError(400, "BadRequest", "the body is no object");
    }

    private JsonNode existing(ApiPath path) {
        return store.get(path.kind(), path.scope(), path.name())
                .map(ApiServer::shown)
                .orElseThrow(() ->
                        new ApiError(404, "NotFound", resource(path.kind()) + " \"" + path.name() + "\" not found"));
    }

    private static String resource(Kind kind) {
        return kind.group().isEmpty() ? kind.plural() : kind.plural() + "." + kind.group();
    }

    static ObjectNode shown(ObjectNode object) {
        var shown = object.deepCopy();
        if (shown.path("metadata").get("annotations") instanceof ObjectNode annotations) {
            Iterator<Map.Entry<String, JsonNode>> fields =
                    annotations.properties().iterator();
            while (fields.hasNext()) {
                if (fields.next().getKey().startsWith(APPLIED)) {
                    fields.remove();
                }
            }
            if (annotations.isEmpty()) {
                ((ObjectNode) shown.get("metadata")).remove("annotations");
            }
        }
        return shown;
    }

    private static void mergePatch(ObjectNode into, JsonNode patch) {
        for (var field : patch.properties()) {
            if (field.getValue().isNull()) {
                into.remove(field.getKey());
            } else if (field.getValue().isObject() && into.get(field.getKey()) instanceof ObjectNode there) {
                mergePatch(there, field.getValue());
            } else {
                into.set(field.getKey(), field.getValue());
            }
        }
    }

    private static ObjectNode status(ApiError error) {
        var status = Store.JSON.createObjectNode();
        status.put("kind", "Status").put("apiVersion", "v1").put("status", "Failure");
        status.putObject("metadata");
        status.put("message", error.getMessage()).put("reason", error.reason()).put("code", error.code());
        return status;
    }

    private static void json(Exchange exchange, int code, @Nullable JsonNode content) throws IOException {
        exchange.answer(code, "application/json", Store.JSON.writeValueAsString(content));
    }
}
