package dev.slipway.syncservice.outbound.engine;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;

/**
 * One watch a kind and namespace, begun when it is first asked for. One that can't begin is tried again by the next who asks, and keeps no
 * other one waiting.
 */
public final class Watches implements AutoCloseable {
    private final KubernetesClient client;
    private final BiConsumer<ResourceDefinitionContext, GenericKubernetesResource> changed;
    private final Map<String, Watched> running = new ConcurrentHashMap<>();
    private final Map<String, ReentrantLock> beginnings = new ConcurrentHashMap<>();

    /** @param changed is told each object that is there, is new or has changed; must be quick */
    public Watches(KubernetesClient client, BiConsumer<ResourceDefinitionContext, GenericKubernetesResource> changed) {
        this.client = client;
        this.changed = changed;
    }

    public Watched of(ResourceDefinitionContext kind, String namespace) throws IOException, InterruptedException {
        var key = kind.getPlural() + "." + kind.getGroup() + "/" + kind.getVersion() + " " + namespace;
        var watched = running.get(key);
        if (watched != null) {
            return watched;
        }
        var beginning = beginnings.computeIfAbsent(key, _ -> new ReentrantLock());
        beginning.lockInterruptibly();
        try {
            var begun = running.get(key);
            if (begun == null) {
                begun = Watched.start(client, kind, namespace, object -> changed.accept(kind, object));
                running.put(key, begun);
            }
            return begun;
        } finally {
            beginning.unlock();
        }
    }

    @Override
    public void close() {
        running.values().forEach(Watched::close);
    }
}
