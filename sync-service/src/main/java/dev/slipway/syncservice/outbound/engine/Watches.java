package dev.slipway.syncservice.outbound.engine;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One watch a kind and namespace, begun when it is first asked for. One that can't begin is tried again by the next who asks, and keeps no
 * other one waiting.
 */
public final class Watches implements AutoCloseable {
    private final KubernetesClient client;
    private final Map<String, Watched> running = new ConcurrentHashMap<>();
    private final Map<String, ReentrantLock> beginnings = new ConcurrentHashMap<>();

    public Watches(KubernetesClient client) {
        this.client = client;
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
                begun = Watched.start(client, kind, namespace);
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
