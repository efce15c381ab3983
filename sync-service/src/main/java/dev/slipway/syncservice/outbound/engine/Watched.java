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
import org.jspecify.annotations.Nullable;

/**
 * The objects of one kind in a namespace, as the API server told last: asked without a request. Whoever waits for one is woken when it
 * changes. A cut watch is taken up again, and what is missed then is found by listing anew.
 */
public final class Watched implements AutoCloseable {
    private static final Duration SYNC_MAX = Duration.ofSeconds(10);

    private final SharedIndexInformer<GenericKubernetesResource> informer;
    private final Map<String, CountDownLatch> waits = new ConcurrentHashMap<>();

    private Watched(SharedIndexInformer<GenericKubernetesResource> informer) {
        this.informer = informer;
    }

    /** Has them all once it returns. */
    public static Watched start(KubernetesClient client, ResourceDefinitionContext kind, String namespace)
            throws IOException, InterruptedException {
        var informer =
                client.genericKubernetesResources(kind).inNamespace(namespace).runnableInformer(0);
        var watched = new Watched(informer);
        informer.itemStore(new SlimStore());
        informer.exceptionHandler((started, _) -> started);
        informer.addEventHandler(watched.handler());
        try {
            informer.start().toCompletableFuture().get(SYNC_MAX.toMillis(), TimeUnit.MILLISECONDS);
            return watched;
        } catch (ExecutionException | TimeoutException e) {
            informer.close();
            throw e.getCause() instanceof KubernetesClientException refused
                    ? Refusal.of(refused, "list and watch", kind, namespace, null)
                    : new IOException(
                            "the API server does not list " + kind.getPlural() + " in namespace " + namespace, e);
        }
    }

    public Optional<GenericKubernetesResource> find(String namespace, String name) {
        return Optional.ofNullable(informer.getStore().getByKey(namespace + "/" + name));
    }

    /** @throws IOException while nobody tells what changes */
    public Optional<GenericKubernetesResource> current(String namespace, String name) throws IOException {
        if (!connected()) {
            throw new IOException("the API server of the engine's cluster is out of reach");
        }
        return find(namespace, name);
    }

    public int size() {
        return informer.getStore().listKeys().size();
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
        return informer.isWatching();
    }

    @Override
    public void close() {
        informer.close();
    }

    private ResourceEventHandler<GenericKubernetesResource> handler() {
        return new ResourceEventHandler<>() {
            @Override
            public void onAdd(GenericKubernetesResource object) {
                wake(object);
            }

            @Override
            public void onUpdate(GenericKubernetesResource old, GenericKubernetesResource object) {
                wake(object);
            }

            @Override
            public void onDelete(GenericKubernetesResource object, boolean unknown) {
                wake(object);
            }
        };
    }

    private void wake(GenericKubernetesResource object) {
        var metadata = object.getMetadata();
        var wait = waits.remove(metadata.getNamespace() + "/" + metadata.getName());
        if (wait != null) {
            wait.countDown();
        }
    }
}
