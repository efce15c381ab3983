package dev.slipway.syncservice.outbound.flux;

import dev.slipway.syncservice.outbound.engine.FetchedRepository;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Simulated: no Flux runs here. It watches Flux' objects in a real API server and writes their status in the order and the words of the
 * real controllers (kustomize-controller 1.9, source-controller 1.9, helm-controller 1.6); what they fetch and apply is what a test says.
 */
public final class SimulatedFlux implements AutoCloseable {
    private static final String READY = "Ready";

    /** How an end went badly: as Flux' reason and message. */
    record Ending(String reason, String message) {}

    private final @Nullable FetchedRepository git;
    final KubernetesClient client;
    final String namespace;
    private final SimulatedControllers controllers = new SimulatedControllers(this);
    private final ExecutorService workers = Executors.newCachedThreadPool();
    final Map<String, AtomicInteger> runs = new ConcurrentHashMap<>();
    private volatile boolean stopped;
    private volatile @Nullable KubernetesClientException refused;

    /** The version that is served, where it is not the newest. */
    volatile @Nullable String kustomizations;

    /** When the newest revision was said to be applied. */
    volatile long applied;

    volatile String head = "";
    volatile Optional<Ending> fetching = Optional.empty();
    volatile Optional<Ending> applying = Optional.empty();
    volatile Duration health = Duration.ofMillis(50);
    volatile List<Map<String, String>> inventory = List.of();

    SimulatedFlux(KubernetesClient client, String namespace) {
        this(client, namespace, null);
    }

    /** @param git what it fetches; without it, what a test says */
    public SimulatedFlux(KubernetesClient client, String namespace, @Nullable FetchedRepository git) {
        this.git = git;
        this.client = client;
        this.namespace = namespace;
        for (var kind :
                List.of(FluxKind.GIT_REPOSITORY, FluxKind.HELM_CHART, FluxKind.KUSTOMIZATION, FluxKind.HELM_RELEASE)) {
            workers.execute(() -> run(kind));
        }
    }

    /** One worker a kind, as a controller's queue has for one object; what changes meanwhile is seen afterwards. */
    private void run(FluxKind kind) {
        while (!stopped) {
            try {
                for (var object : list(kind)) {
                    if (isDue(kind, object)) {
                        runs.computeIfAbsent(
                                        object.getKind() + " "
                                                + object.getMetadata().getName(),
                                        _ -> new AtomicInteger())
                                .incrementAndGet();
                        reconcile(kind, new SimulatedObject(client, kind.in(version(kind)), object));
                    }
                }
                pause(Duration.ofMillis(15));
            } catch (KubernetesClientException e) {
                if (e.getCode() == 422) {
                    refused = e;
                }
                pause(Duration.ofMillis(100)); // cut off, or the namespace is going
            }
        }
    }

    List<GenericKubernetesResource> list(FluxKind kind) {
        return client.genericKubernetesResources(kind.in(version(kind)))
                .inNamespace(namespace)
                .list()
                .getItems();
    }

    String version(FluxKind kind) {
        return kind == FluxKind.KUSTOMIZATION && kustomizations != null
                ? kustomizations
                : kind.versions().getFirst();
    }

    private boolean isDue(FluxKind kind, GenericKubernetesResource object) {
        var seen = new FluxObject(object);
        var requested = seen.annotation(FluxObject.REQUESTED_AT);
        if (requested != null && !requested.equals(seen.status().text("lastHandledReconcileAt"))) {
            return true;
        }
        if (seen.isSuspended()) {
            return false;
        }
        var ready = seen.condition(READY);
        if (ready.isEmpty()
                || !object.getMetadata().getGeneration().equals(ready.get().generation())) {
            return true;
        }
        return switch (kind) {
            case KUSTOMIZATION, HELM_RELEASE ->
                source(kind, seen).filter(source -> isNews(kind, seen, source)).isPresent();
            case HELM_CHART ->
                source(kind, seen)
                        .filter(source ->
                                !source.artifact().equals(seen.status().text("observedSourceArtifactRevision", "")))
                        .isPresent();
            default -> false;
        };
    }

    private static boolean isNews(FluxKind kind, FluxObject seen, FluxObject source) {
        var revision = source.status().at("artifact").text("revision", "");
        return !revision.isEmpty()
                && !revision.equals(seen.attempted())
                && (kind == FluxKind.HELM_RELEASE
                        || seen.condition(READY)
                                .filter(r -> r.reason().equals("ArtifactFailed")
                                        && r.message().contains("path not found"))
                                .isEmpty());
    }

    Optional<FluxObject> source(FluxKind kind, FluxObject object) {
        var name = switch (kind) {
            case HELM_RELEASE -> namespace + "-" + object.name();
            case HELM_CHART -> object.spec().at("sourceRef").text("name", "");
            default -> object.spec().at("sourceRef").text("name", "");
        };
        var of = kind == FluxKind.HELM_RELEASE ? FluxKind.HELM_CHART : FluxKind.GIT_REPOSITORY;
        return Optional.ofNullable(client.genericKubernetesResources(of.in(version(of)))
                        .inNamespace(namespace)
                        .withName(name)
                        .get())
                .map(FluxObject::new);
    }

    private void reconcile(FluxKind kind, SimulatedObject object) {
        if (object.seen().isSuspended()) {
            object.handled(); // the real one notes a request that it does not fulfil
            return;
        }
        switch (kind) {
            case GIT_REPOSITORY -> controllers.fetch(object);
            case HELM_CHART -> controllers.pack(object);
            case HELM_RELEASE -> controllers.release(object);
            default -> controllers.kustomize(object);
        }
    }

    String headOf(String branch) {
        return git == null ? head : git.head(branch);
    }

    /** How what it applies ends from now on, until it is mended. */
    public void breaks(String reason, String message) {
        applying = Optional.of(new Ending(reason, message));
    }

    public void mends() {
        applying = Optional.empty();
    }

    static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        stopped = true;
        workers.shutdownNow();
        workers.close();
        if (refused != null) {
            throw new IllegalStateException("the simulated Flux writes what Flux can't", refused);
        }
    }
}
