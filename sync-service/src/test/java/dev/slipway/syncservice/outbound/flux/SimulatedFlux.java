package dev.slipway.syncservice.outbound.flux;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Simulated: no Flux runs here. It watches Flux' objects in a real API server and writes their status in the order and the words of the
 * real controllers (kustomize-controller 1.9, source-controller 1.9, helm-controller 1.6); what they fetch and apply is what a test says.
 */
final class SimulatedFlux implements AutoCloseable {
    private static final String READY = "Ready";

    /** How an end went badly: as Flux' reason and message. */
    record Ending(String reason, String message) {}

    private final KubernetesClient client;
    private final String namespace;
    private final ExecutorService workers = Executors.newCachedThreadPool();
    final Map<String, AtomicInteger> runs = new ConcurrentHashMap<>();
    private volatile boolean stopped;

    volatile String head = "";
    volatile Optional<Ending> fetching = Optional.empty();
    volatile Optional<Ending> applying = Optional.empty();
    volatile Duration health = Duration.ofMillis(50);
    volatile List<Map<String, String>> inventory = List.of();

    SimulatedFlux(KubernetesClient client, String namespace) {
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
                pause(Duration.ofMillis(100)); // cut off, or the namespace is going
            }
        }
    }

    private List<GenericKubernetesResource> list(FluxKind kind) {
        return client.genericKubernetesResources(kind.in(version(kind)))
                .inNamespace(namespace)
                .list()
                .getItems();
    }

    private static String version(FluxKind kind) {
        return kind.versions().getFirst();
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

    private Optional<FluxObject> source(FluxKind kind, FluxObject object) {
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
            case GIT_REPOSITORY -> fetch(object);
            case HELM_CHART -> pack(object);
            case HELM_RELEASE -> release(object);
            default -> kustomize(object);
        }
    }

    private void fetch(SimulatedObject source) {
        source.progressing("reconciliation in progress");
        pause(Duration.ofMillis(30));
        var failed = fetching;
        if (failed.isPresent()) {
            source.end(false, failed.get().reason(), failed.get().message());
            return;
        }
        var ref = source.spec().at("ref");
        var revision = ref.text("branch", "master") + "@sha1:" + ref.text("commit", head);
        source.set("artifact", artifact(revision));
        source.end(true, "Succeeded", "stored artifact for revision '" + revision + "'");
    }

    private void pack(SimulatedObject chart) {
        var revision = source(FluxKind.HELM_CHART, chart.seen())
                .map(FluxObject::artifact)
                .orElse("");
        chart.set("observedSourceArtifactRevision", revision);
        if (revision.isEmpty()) {
            chart.end(false, "NoSourceArtifact", "no artifact available");
            return;
        }
        var version = "1.2.3+" + revision.substring(revision.length() - 40).substring(0, 12);
        chart.set("artifact", artifact(version));
        chart.end(true, "ChartPackageSucceeded", "packaged 'app' chart with version '" + version + "'");
    }

    private void kustomize(SimulatedObject it) {
        var source = source(FluxKind.KUSTOMIZATION, it.seen());
        var revision = source.map(FluxObject::artifact).orElse("");
        if (revision.isEmpty()) {
            it.end(false, "ArtifactFailed", "Source artifact not found, retrying in 30s");
            return;
        }
        var waits = waitsFor(it);
        if (waits.isPresent()) {
            it.end(false, "DependencyNotReady", "dependency '" + namespace + "/" + waits.get() + "' is not ready");
            return;
        }
        it.progressing("Fetching manifests for revision " + revision + " with a timeout of 5m0s");
        var failed = applying;
        if (isIn(failed, "ArtifactFailed")) {
            it.end(false, failed.get().reason(), failed.get().message());
            return;
        }
        it.set("lastAttemptedRevision", revision);
        it.progressing("Building manifests for revision " + revision + " with a timeout of 5m0s");
        if (failed.isPresent() && !isIn(failed, "HealthCheckFailed")) {
            it.end(false, failed.get().reason(), failed.get().message());
            return;
        }
        it.set("inventory", Map.of("entries", inventory));
        if (it.spec().isTrue("wait")) {
            it.condition("Healthy", "Unknown", "Progressing", "Running health checks");
            it.progressing("Running health checks for revision " + revision + " with a timeout of 5m0s");
            pause(health);
            if (failed.isPresent()) {
                it.condition(
                        "Healthy", "False", failed.get().reason(), failed.get().message());
                it.end(false, failed.get().reason(), failed.get().message());
                return;
            }
            it.condition("Healthy", "True", "Succeeded", "Health check passed");
        }
        it.set("lastAppliedRevision", revision);
        it.end(true, "ReconciliationSucceeded", "Applied revision: " + revision);
    }

    private Optional<String> waitsFor(SimulatedObject it) {
        return it.spec().list("dependsOn").stream()
                .map(one -> one.text("name", ""))
                .filter(name -> list(FluxKind.KUSTOMIZATION).stream()
                        .map(FluxObject::new)
                        .noneMatch(other -> other.name().equals(name) && other.isReady()))
                .findFirst();
    }

    private void release(SimulatedObject it) {
        makeChart(it);
        it.set("helmChart", namespace + "/" + namespace + "-" + it.seen().name());
        var version = source(FluxKind.HELM_RELEASE, it.seen())
                .map(FluxObject::artifact)
                .orElse("");
        if (version.isEmpty()) {
            it.end(
                    false,
                    "SourceNotReady",
                    "HelmChart '" + namespace + "/" + it.seen().name() + "' is not ready: no artifact");
            return;
        }
        it.set("lastAttemptedRevision", version);
        it.progressing("Running 'upgrade' action with timeout of 5m0s");
        pause(health);
        var failed = applying;
        if (failed.isPresent()) {
            it.set("failures", 1);
            it.condition(
                    "Released", "False", failed.get().reason(), failed.get().message());
            it.condition("Stalled", "True", "RetriesExceeded", "Failed to upgrade after 1 attempt(s)");
            it.end(false, failed.get().reason(), failed.get().message());
            return;
        }
        it.remove("Stalled");
        it.set("failures", 0);
        it.set("history", List.of(Map.of("chartVersion", version, "status", "deployed")));
        it.condition("Released", "True", "UpgradeSucceeded", "Helm upgrade succeeded");
        it.end(true, "UpgradeSucceeded", "Helm upgrade succeeded for release with chart app@" + version);
    }

    private void makeChart(SimulatedObject it) {
        var chart = it.spec().at("chart", "spec");
        var kind = FluxKind.HELM_CHART.in(version(FluxKind.HELM_CHART));
        var wanted = client.getKubernetesSerialization()
                .convertValue(
                        Map.of(
                                "apiVersion",
                                kind.getGroup() + "/" + kind.getVersion(),
                                "kind",
                                "HelmChart",
                                "metadata",
                                Map.of("name", namespace + "-" + it.seen().name(), "namespace", namespace),
                                "spec",
                                Map.of(
                                        "chart", chart.text("chart", ""),
                                        "interval", it.spec().text("interval", "1m"),
                                        "reconcileStrategy", chart.text("reconcileStrategy", ""),
                                        "sourceRef", chart.at("sourceRef").of())),
                        GenericKubernetesResource.class);
        client.genericKubernetesResources(kind)
                .inNamespace(namespace)
                .resource(wanted)
                .fieldManager("simulated-flux")
                .forceConflicts()
                .serverSideApply();
    }

    private static boolean isIn(Optional<Ending> ending, String reason) {
        return ending.filter(one -> one.reason().equals(reason)).isPresent();
    }

    private static Map<String, Object> artifact(String revision) {
        return Map.of(
                "revision",
                revision,
                "digest",
                "sha256:" + "0".repeat(64),
                "path",
                "a.tar.gz",
                "url",
                "http://source-controller.flux-system/a.tar.gz",
                "lastUpdateTime",
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    }

    private static void pause(Duration time) {
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
    }
}
