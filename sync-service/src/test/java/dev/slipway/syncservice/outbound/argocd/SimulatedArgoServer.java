package dev.slipway.syncservice.outbound.argocd;

import static dev.slipway.syncservice.outbound.argocd.ArgoObjects.APPLICATIONS;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.slipway.syncservice.outbound.engine.Fields;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Simulated: what Argo CD's API server does with an Application that is got or synced, and what it refuses: a token that it does not know, a
 * second sync, and a revision other than the branch's while the Application syncs itself.
 */
final class SimulatedArgoServer implements AutoCloseable {
    static final String TOKEN = "geheim";
    volatile boolean forbids;
    volatile boolean windowClosed;

    private final HttpServer http;
    private final KubernetesClient client;
    private final String namespace;

    SimulatedArgoServer(KubernetesClient client, String namespace) throws IOException {
        this.client = client;
        this.namespace = namespace;
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/api/v1/applications/", this::answer);
        http.start();
    }

    String url() {
        return "http://127.0.0.1:" + http.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI()
                    .getPath()
                    .substring("/api/v1/applications/".length())
                    .split("/");
            var body = exchange.getRequestBody().readAllBytes();
            if (!("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                reply(exchange, 401, Map.of("error", "invalid session: token is malformed", "code", 16));
            } else if (forbids) {
                reply(exchange, 403, Map.of("error", "permission denied: applications, " + path[0], "code", 7));
            } else {
                var application = application(path[0]).get();
                if (application == null) {
                    reply(exchange, 404, Map.of("error", "applications.argoproj.io not found", "code", 5));
                } else if (path.length == 1) {
                    reply(exchange, 200, application);
                } else {
                    sync(exchange, application, Fields.of(read(body)));
                }
            }
        }
    }

    private void sync(HttpExchange exchange, GenericKubernetesResource application, Fields asked) throws IOException {
        var fields = Fields.of(application);
        var spec = fields.at("spec");
        var branch = spec.at("source").text("targetRevision", "HEAD");
        var revision = asked.text("revision", "");
        if (windowClosed) {
            reply(exchange, 403, Map.of("error", "cannot sync: blocked by sync window", "code", 7));
        } else if (!fields.at("operation").of().isEmpty()) {
            reply(exchange, 400, Map.of("error", "another operation is already in progress", "code", 9));
        } else if (spec.at("syncPolicy").has("automated") && !revision.isEmpty() && !revision.equals(branch)) {
            reply(
                    exchange,
                    400,
                    Map.of(
                            "error",
                            "Cannot sync to " + revision + ": auto-sync currently set to " + branch,
                            "code",
                            9));
        } else {
            var sync = new LinkedHashMap<String, Object>(Map.of("prune", asked.isTrue("prune")));
            if (!revision.isEmpty()) {
                sync.put("revision", revision);
            }
            var patch = new HashMap<String, Object>();
            patch.put(
                    "operation",
                    Map.of(
                            "initiatedBy", Map.of("username", "slipway"),
                            "info", asked.of().getOrDefault("infos", java.util.List.of()),
                            "sync", sync));
            var context = new PatchContext.Builder()
                    .withPatchType(PatchType.JSON_MERGE)
                    .withFieldManager("argocd-server")
                    .build();
            reply(
                    exchange,
                    200,
                    application(application.getMetadata().getName())
                            .patch(context, client.getKubernetesSerialization().asJson(patch)));
        }
    }

    private Map<String, Object> read(byte[] body) {
        return client.getKubernetesSerialization().unmarshal(new String(body, StandardCharsets.UTF_8), mapClass());
    }

    @SuppressWarnings("unchecked")
    private static Class<Map<String, Object>> mapClass() {
        return (Class<Map<String, Object>>) (Class<?>) Map.class;
    }

    private Resource<GenericKubernetesResource> application(String name) {
        return client.genericKubernetesResources(APPLICATIONS)
                .inNamespace(namespace)
                .withName(name);
    }

    private void reply(HttpExchange exchange, int status, Object body) throws IOException {
        var bytes = client.getKubernetesSerialization().asJson(body).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        http.stop(0);
    }
}
