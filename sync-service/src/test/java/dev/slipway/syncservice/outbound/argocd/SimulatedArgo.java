package dev.slipway.syncservice.outbound.argocd;

import static dev.slipway.syncservice.outbound.argocd.ArgoObjects.APPLICATIONS;

import dev.slipway.syncservice.outbound.engine.FetchedRepository;
import dev.slipway.syncservice.outbound.engine.Fields;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Simulated: no Argo CD, but what its application controller writes into Applications, in the order in which it does: a refresh compares
 * with the branch and takes its annotation away; an operation stays while it runs, its state beside it; its end is written together with
 * its removal, and only afterwards a new comparison. It applies nothing but what it is told.
 */
public final class SimulatedArgo implements AutoCloseable {
    final Map<String, String> contents = new ConcurrentHashMap<>();
    private static final Duration BY_ITSELF_AFTER = Duration.ofSeconds(2);
    final List<Fields> operations = new CopyOnWriteArrayList<>();
    volatile String head = "";

    volatile String health = "Healthy";
    /** Of single Applications, where it is another one. */
    final Map<String, String> healthOf = new ConcurrentHashMap<>();

    /** How syncs of single Applications end, where it is otherwise. */
    final Map<String, Map<String, Object>> endOf = new ConcurrentHashMap<>();

    volatile String healthMessage = "";
    volatile Map<String, Object> end = Map.of("phase", "Succeeded", "message", "successfully synced");
    volatile @Nullable String comparisonError;
    volatile boolean afterSyncOutOfSync;
    volatile long takesMillis = 30;
    volatile boolean running = true;
    /** While it is set, operations are kept running with this message. */
    volatile @Nullable String keeps;

    volatile List<Map<String, Object>> resources = List.of();
    private final Map<String, List<String>> begun = new ConcurrentHashMap<>();
    private final Map<String, Function<String, List<Map<String, Object>>>> applies = new ConcurrentHashMap<>();

    private final Map<String, String> live = new HashMap<>();
    private final List<Map<String, Object>> history = new ArrayList<>();
    private final FetchedRepository git;
    private final KubernetesClient client;
    private final String namespace;
    private final SharedIndexInformer<GenericKubernetesResource> informer;
    private final ExecutorService loop = Executors.newSingleThreadExecutor();

    SimulatedArgo(KubernetesClient client, String namespace) {
        this(client, namespace, null);
    }

    /** @param git what it fetches; without it, what a test says */
    public SimulatedArgo(KubernetesClient client, String namespace, @Nullable FetchedRepository git) {
        this.git = git == null ? new Said() : git;
        this.client = client;
        this.namespace = namespace;
        informer = client.genericKubernetesResources(APPLICATIONS)
                .inNamespace(namespace)
                .runnableInformer(0);
        informer.exceptionHandler((_, _) -> true); // an API server that has a new kind says 429 for a moment
        informer.addEventHandler(new ResourceEventHandler<>() {
            @Override
            public void onAdd(GenericKubernetesResource object) {
                work(object);
            }

            @Override
            public void onUpdate(GenericKubernetesResource old, GenericKubernetesResource object) {
                work(object);
            }

            @Override
            public void onDelete(GenericKubernetesResource object, boolean unknown) {}
        });
        informer.start().toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
    }

    private void work(GenericKubernetesResource object) {
        var name = object.getMetadata().getName();
        if (running) {
            loop.execute(() -> reconcile(name));
        }
    }

    private void reconcile(String name) {
        var application = get(name);
        if (application == null || !running) {
            return;
        }
        var fields = Fields.of(application);
        if (!fields.at("operation").of().isEmpty()) {
            operate(name, fields);
            return;
        }
        var annotations = application.getMetadata().getAnnotations();
        if (!fields.at("status").has("reconciledAt")
                || (annotations != null && annotations.containsKey("argocd.argoproj.io/refresh"))) {
            compare(name, fields);
        }
    }

    private void operate(String name, Fields fields) {
        var operation = fields.at("operation");
        operations.add(operation);
        var end = endOf.getOrDefault(name, this.end);
        var wanted = operation.at("sync").text("revision", headOf(fields));
        begun.computeIfAbsent(name, _ -> new CopyOnWriteArrayList<>())
                .add(wanted + " " + operation.at("initiatedBy").text("username", "itself"));
        var started = now();
        patch(name, Map.of("status", Map.of("operationState", state(operation, "Running", "", started, wanted))));
        sleep(takesMillis);
        while (keeps != null) {
            patch(name, Map.of("status", Map.of("operationState", Map.of("message", String.valueOf(keeps)))));
            sleep(20);
        }
        var state =
                state(operation, String.valueOf(end.get("phase")), String.valueOf(end.get("message")), started, wanted);
        state.put("finishedAt", now());
        if (end.get("resources") != null) {
            state.put("syncResult", Map.of("revision", wanted, "resources", end.get("resources")));
        }
        if ("Succeeded".equals(end.get("phase"))) {
            resources = applies.getOrDefault(name, _ -> resources).apply(wanted);
            live.put(name, wanted);
            history.add(Map.of(
                    "id",
                    history.size(),
                    "revision",
                    wanted,
                    "deployedAt",
                    now(),
                    "source",
                    fields.at("spec", "source").of()));
        }
        var done = new HashMap<String, Object>();
        done.put("operation", null);
        done.put("status", Map.of("operationState", state));
        patch(name, done);
        sleep(takesMillis);
        compare(name, Fields.of(there(name)));
    }

    private static Map<String, Object> state(
            Fields operation, String phase, String message, String started, String revision) {
        var state = new LinkedHashMap<String, Object>();
        state.put("operation", operation.of());
        state.put("phase", phase);
        state.put("message", message);
        state.put("startedAt", started);
        state.put("syncResult", Map.of("revision", revision));
        return state;
    }

    private void compare(String name, Fields fields) {
        var error = comparisonError;
        var head = headOf(fields);
        var path = fields.at("spec", "source").text("path", "");
        var applied = live.getOrDefault(name, "");
        var synced = git.content(head, path).equals(git.content(applied, path)) && !afterSyncOutOfSync;
        var status = new LinkedHashMap<String, Object>();
        var spec = fields.at("spec");
        status.put(
                "sync",
                Map.of(
                        "status",
                        error != null ? "Unknown" : synced ? "Synced" : "OutOfSync",
                        "revision",
                        head,
                        "comparedTo",
                        Map.of(
                                "source",
                                spec.at("source").of(),
                                "destination",
                                spec.at("destination").of())));
        status.put("health", Map.of("status", healthOf.getOrDefault(name, health), "message", healthMessage));
        status.put("reconciledAt", now());
        status.put("resources", resources);
        status.put("history", history);
        status.put(
                "conditions", error == null ? List.of() : List.of(Map.of("type", "ComparisonError", "message", error)));
        var annotations = new HashMap<String, Object>();
        annotations.put("argocd.argoproj.io/refresh", null);
        patch(name, Map.of("metadata", Map.of("annotations", annotations), "status", status));
        if (error == null
                && !synced
                && !afterSyncOutOfSync
                && spec.at("syncPolicy").has("automated")) {
            Thread.startVirtualThread(() -> syncByItself(name));
        }
    }

    /** A while later: whoever has just written the Application asks for a sync before, however slow the machine is. */
    private void syncByItself(String name) {
        try {
            Thread.sleep(BY_ITSELF_AFTER);
        } catch (InterruptedException e) {
            return;
        }
        var application = running ? get(name) : null;
        if (application == null) {
            return;
        }
        var current = Fields.of(application);
        if (current.at("operation").of().isEmpty()
                && "OutOfSync".equals(current.at("status", "sync").text("status"))) {
            patch(
                    name,
                    Map.of(
                            "operation",
                            Map.of(
                                    "initiatedBy", Map.of("automated", true),
                                    "sync", Map.of("revision", headOf(current)))));
        }
    }

    private String headOf(Fields fields) {
        return git.head(fields.at("spec", "source").text("targetRevision", ""));
    }

    void health(String status, String message) {
        health = status;
        healthMessage = message;
        for (var application : informer.getStore().list()) {
            patch(
                    application.getMetadata().getName(),
                    Map.of("status", Map.of("health", Map.of("status", status, "message", message))));
        }
    }

    /** How a single Application is from now on. */
    public void health(String name, String status, String message) {
        healthOf.put(name, status);
        patch(name, Map.of("status", Map.of("health", Map.of("status", status, "message", message))));
    }

    /** Somebody asks for a sync by hand. */
    void askFor(String name, String revision) {
        patch(
                name,
                Map.of(
                        "operation",
                        Map.of("initiatedBy", Map.of("username", "li"), "sync", Map.of("revision", revision))));
    }

    /** How syncs of a single Application end from now on, until it is mended. */
    public void breaks(String name, String phase, String message) {
        endOf.put(name, Map.of("phase", phase, "message", message));
    }

    public void mends(String name) {
        endOf.remove(name);
    }

    /** @param act brings a commit into the cluster, and returns its resources as Argo CD lists them */
    public void applying(String name, Function<String, List<Map<String, Object>>> act) {
        applies.put(name, act);
    }

    /** @return the syncs of a single Application that have begun, each as its commit and who asked for it */
    public List<String> begun(String name) {
        return begun.getOrDefault(name, List.of());
    }

    List<String> syncedTo() {
        var revisions = new ArrayList<String>();
        operations.forEach(operation -> revisions.add(operation.at("sync").text("revision", "")));
        return revisions;
    }

    private GenericKubernetesResource there(String name) {
        return Objects.requireNonNull(get(name), name);
    }

    private @Nullable GenericKubernetesResource get(String name) {
        return client.genericKubernetesResources(APPLICATIONS)
                .inNamespace(namespace)
                .withName(name)
                .get();
    }

    private void patch(String name, Map<String, Object> patch) {
        client.genericKubernetesResources(APPLICATIONS)
                .inNamespace(namespace)
                .withName(name)
                .patch(
                        new PatchContext.Builder()
                                .withPatchType(PatchType.JSON_MERGE)
                                .withFieldManager("argocd-controller")
                                .build(),
                        client.getKubernetesSerialization().asJson(patch));
    }

    private static String now() {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Said implements FetchedRepository {
        @Override
        public String head(String branch) {
            return head;
        }

        @Override
        public String content(String commit, String path) {
            return contents.getOrDefault(commit, commit);
        }
    }

    @Override
    public void close() {
        keeps = null;
        running = false;
        informer.close();
        loop.close();
    }
}
