package dev.slipway.syncservice.outbound.argocd;

import dev.slipway.events.values.Redacted;
import dev.slipway.events.values.Segment;
import dev.slipway.service.PermanentFailure;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Applications as Argo CD's API server offers them: to look at and to sync. It refuses a second sync itself. */
final class RestApplications implements Applications {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final List<String> NOT_NOW =
            List.of("another operation is already in progress", "the object has been modified");
    private static final String WINDOW = "blocked by sync window";

    private final URI server;
    private final Supplier<String> token;
    private final KubernetesSerialization serialization;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

    RestApplications(URI server, Supplier<String> token, KubernetesSerialization serialization) {
        this.server = server;
        this.token = token;
        this.serialization = serialization;
    }

    @Override
    public Optional<GenericKubernetesResource> seen(Declared declared) throws IOException {
        return now(declared);
    }

    @Override
    public Optional<GenericKubernetesResource> now(Declared declared) throws IOException {
        return application(declared, "get", send("GET", declared, "", null));
    }

    @Override
    public GenericKubernetesResource write(Declared declared, List<Map<String, Object>> secrets) {
        throw new PermanentFailure(
                Segment.ENGINE,
                "Argo CD is reached by its own API server, by which Slipway writes no Application",
                "create " + declared
                        + " there and set the environment's engine.create to false, or let sync-service reach the"
                        + " API server of Argo CD's cluster");
    }

    /** With auto-sync on, its server takes no revision but the branch's newest. */
    @Override
    public Optional<GenericKubernetesResource> sync(Declared declared, GenericKubernetesResource seen, Request request)
            throws IOException {
        var state = ApplicationState.of(seen, declared);
        var body = new LinkedHashMap<String, Object>();
        body.put("appNamespace", declared.namespace());
        if (!state.syncsItself() && !state.severalSources()) {
            body.put("revision", request.commit().toString());
        }
        body.put("prune", Request.prunes(state, declared));
        body.put("infos", request.info());
        body.put("strategy", Map.of("hook", Map.of()));
        body.put("syncOptions", Map.of("items", state.spec().at("syncPolicy").texts("syncOptions")));
        var retry = state.spec().at("syncPolicy", "retry");
        if (!retry.of().isEmpty()) {
            body.put("retryStrategy", retry.of());
        }
        return asked(declared, "sync", send("POST", declared, "/sync", body));
    }

    @Override
    public void rest(Declared declared, @Nullable String seenVersion, Duration most) throws InterruptedException {
        Thread.sleep(most);
    }

    private Optional<GenericKubernetesResource> asked(Declared declared, String right, HttpResponse<String> answer)
            throws IOException {
        if (NOT_NOW.stream().anyMatch(answer.body()::contains)) {
            return Optional.empty();
        }
        if (answer.body().contains(WINDOW)) {
            throw new IOException(
                    "Argo CD's sync window keeps " + declared + " as it is; it is synced when the window opens");
        }
        return application(declared, right, answer);
    }

    private Optional<GenericKubernetesResource> application(
            Declared declared, String right, HttpResponse<String> answer) throws IOException {
        var said = Redacted.of(answer.body());
        return switch (answer.statusCode()) {
            case 200 -> Optional.of(serialization.unmarshal(answer.body(), GenericKubernetesResource.class));
            case 404 -> Optional.empty();
            case 400 -> throw new PermanentFailure(ArgoFailure.of(answer.body(), declared));
            case 401 ->
                throw new IOException(
                        "Argo CD does not know us; give sync-service a valid token of it, it is read anew each time");
            case 403 ->
                throw new PermanentFailure(
                        Segment.ENGINE,
                        "Argo CD's token may not " + right + " " + declared + ": " + said,
                        "allow its account in argocd-rbac-cm: p, ACCOUNT, applications, " + right + ", PROJECT/"
                                + declared.name() + ", allow");
            default -> throw new IOException("Argo CD answers with " + answer.statusCode() + ": " + said);
        };
    }

    private HttpResponse<String> send(
            String method, Declared declared, String action, @Nullable Map<String, Object> body) throws IOException {
        var base = server.toString().replaceFirst("/+$", "");
        var uri = URI.create(base + "/api/v1/applications/" + encoded(declared.name()) + action
                + (body == null ? "?appNamespace=" + encoded(declared.namespace()) : ""));
        var request = HttpRequest.newBuilder(uri)
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + token.get())
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(serialization.asJson(body)))
                .build();
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
