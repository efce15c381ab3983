package dev.slipway.syncservice.outbound.engine;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The objects of one kind in a namespace, as the API server told last: asked without a request. Whoever waits for one is woken when it
 * changes. A cut watch is taken up again, and what is missed then is found by listing anew. One over a connection that is dead without a
 * word says nothing, not even the bookmarks that come each minute: it is begun anew.
 */
public final class Watched implements AutoCloseable {
    private static final Duration SYNC_MAX = Duration.ofSeconds(10);
    private static final Duration SILENCE_MAX = Duration.ofSeconds(150);

    private final Supplier<SharedIndexInformer<GenericKubernetesResource>> made;
    private final SlimStore store = new SlimStore();
    private final Map<String, String> told = new ConcurrentHashMap<>();
    private final Map<String, CountDownLatch> waits = new ConcurrentHashMap<>();
    private final Consumer<GenericKubernetesResource> changed;
    private volatile @Nullable SharedIndexInformer<GenericKubernetesResource> informer;
    private volatile @Nullable Thread listening;

    private Watched(
            Supplier<SharedIndexInformer<GenericKubernetesResource>> made,
            Consumer<GenericKubernetesResource> changed) {
        this.made = made;
        this.changed = changed;
    }

    /** Has them all once it returns. */
    public static Watched start(KubernetesClient client, ResourceDefinitionContext kind, String namespace)
            throws IOException, InterruptedException {
        return start(client, kind, namespace, _ -> {}, SILENCE_MAX);
    }

    /** @param changed is told each object that is there, is new or has changed; must be quick */
    static Watched start(
            KubernetesClient client,
            ResourceDefinitionContext kind,
            String namespace,
            Consumer<GenericKubernetesResource> changed,
            Duration silenceMax)
            throws IOException, InterruptedException {
        var objects = client.genericKubernetesResources(kind).inNamespace(namespace);
        var watched = new Watched(() -> objects.runnableInformer(0), changed);
        try {
            watched.begin();
        } catch (ExecutionException | TimeoutException e) {
            throw e.getCause() instanceof KubernetesClientException refused
                    ? Refusal.of(refused, "list and watch", kind, namespace, null)
                    : new IOException(
                            "the API server does not list " + kind.getPlural() + " in namespace " + namespace, e);
        }
        watched.listening = Thread.ofVirtual().start(() -> watched.listen(silenceMax));
        return watched;
    }

    private void begin() throws InterruptedException, ExecutionException, TimeoutException {
        var next = made.get();
        next.itemStore(store);
        next.exceptionHandler((started, _) -> started);
        next.addEventHandler(handler());
        try {
            next.start().toCompletableFuture().get(SYNC_MAX.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            next.close();
            throw e;
        }
        var before = informer;
        informer = next;
        if (before != null) {
            before.close();
        }
    }

    private void listen(Duration silenceMax) {
        try {
            var heard = version();
            while (true) {
                Thread.sleep(silenceMax);
                if (Objects.equals(version(), heard)) {
                    beginAnew();
                }
                heard = version();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt(); // closed
        }
    }

    private void beginAnew() throws InterruptedException {
        try {
            begin();
        } catch (ExecutionException | TimeoutException _) {
            // the API server is away: again after the next silence
        }
    }

    private @Nullable String version() {
        var its = informer;
        return its == null ? null : its.lastSyncResourceVersion();
    }

    public Optional<GenericKubernetesResource> find(String namespace, String name) {
        return Optional.ofNullable(store.get(namespace + "/" + name));
    }

    public Stream<GenericKubernetesResource> all() {
        return store.values();
    }

    /** @throws IOException while nobody tells what changes */
    public Optional<GenericKubernetesResource> current(String namespace, String name) throws IOException {
        if (!connected()) {
            throw new IOException("the API server of the engine's cluster is out of reach");
        }
        return find(namespace, name);
    }

    public int size() {
        return store.size();
    }

    /** Waits until the object is another one than was seen, and at most so long. */
    public void rest(String namespace, String name, @Nullable String seenVersion, Duration most)
            throws InterruptedException {
        var key = namespace + "/" + name;
        var wait = waits.compute(key, (_, old) -> old == null ? new CountDownLatch(1) : old);
        var version = find(namespace, name)
                .map(object -> object.getMetadata().getResourceVersion())
                .orElse(null);
        if (Objects.equals(version, seenVersion)) {
            wait.await(most.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    /** Whether events come at this moment; a cut is mended by itself. */
    public boolean connected() {
        var its = informer;
        return its != null && its.isWatching();
    }

    @Override
    public void close() {
        var listens = listening;
        if (listens != null) {
            listens.interrupt();
        }
        var its = informer;
        if (its != null) {
            its.close();
        }
    }

    private ResourceEventHandler<GenericKubernetesResource> handler() {
        return new ResourceEventHandler<>() {
            @Override
            public void onAdd(GenericKubernetesResource object) {
                tell(object);
            }

            @Override
            public void onUpdate(GenericKubernetesResource old, GenericKubernetesResource object) {
                tell(object);
            }

            @Override
            public void onDelete(GenericKubernetesResource object, boolean unknown) {
                told.remove(key(object));
                wake(key(object));
            }
        };
    }

    /** What is begun anew tells all that is there. */
    private void tell(GenericKubernetesResource object) {
        var version = object.getMetadata().getResourceVersion();
        if (!version.equals(told.put(key(object), version))) {
            wake(key(object));
            changed.accept(object);
        }
    }

    private void wake(String key) {
        var wait = waits.remove(key);
        if (wait != null) {
            wait.countDown();
        }
    }

    private String key(GenericKubernetesResource object) {
        return store.getKey(object);
    }
}
