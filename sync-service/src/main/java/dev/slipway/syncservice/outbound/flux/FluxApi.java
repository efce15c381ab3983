package dev.slipway.syncservice.outbound.flux;

import dev.slipway.events.values.Segment;
import dev.slipway.service.PermanentFailure;
import dev.slipway.syncservice.outbound.engine.EngineObjects;
import dev.slipway.syncservice.outbound.engine.Watched;
import dev.slipway.syncservice.outbound.engine.Watches;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Flux' objects in the API server, in the newest version of each kind that it serves. */
public final class FluxApi {
    private static final int TRIES = 10;

    private final KubernetesClient client;
    private final EngineObjects objects;
    private final Watches watches;
    private final Map<FluxKind, ResourceDefinitionContext> served = new ConcurrentHashMap<>();

    public FluxApi(KubernetesClient client, Watches watches) {
        this.client = client;
        this.watches = watches;
        objects = new EngineObjects(client);
    }

    /** @throws PermanentFailure if there is no such kind in a version that we know */
    String version(FluxKind kind) throws IOException {
        return context(kind).getVersion();
    }

    Optional<FluxObject> find(FluxKind kind, String namespace, String name) throws IOException {
        return objects.find(context(kind), namespace, name).map(FluxObject::new);
    }

    /** @param seen as it is: where it holds what is wanted already, there is no request */
    FluxObject apply(FluxKind kind, Map<String, Object> wanted, @Nullable FluxObject seen) throws IOException {
        return new FluxObject(objects.apply(context(kind), wanted, seen == null ? null : seen.resource()));
    }

    /** What other environments may name too. */
    FluxObject applyFor(String environment, FluxKind kind, Map<String, Object> wanted) throws IOException {
        return new FluxObject(objects.applyFor(environment, context(kind), wanted));
    }

    void applySecret(Map<String, Object> secret) throws IOException {
        objects.apply(EngineObjects.SECRETS, secret);
    }

    Watched watched(FluxKind kind, String namespace) throws IOException, InterruptedException {
        return watches.of(context(kind), namespace);
    }

    /** Has Flux reconcile it now; nothing of what a person has written is touched. */
    FluxObject annotate(FluxKind kind, FluxObject seen, Map<String, String> annotations) throws IOException {
        var context = context(kind);
        var patch = Map.<String, Object>of("metadata", Map.of("annotations", annotations));
        GenericKubernetesResource newest = seen.resource();
        for (var i = 0; i < TRIES; i++) {
            var patched = objects.patch(context, newest, patch);
            if (patched.isPresent()) {
                return new FluxObject(patched.get());
            }
            newest = objects.find(context, seen.namespace(), seen.name()).orElseThrow(() -> gone(seen));
        }
        throw new IOException(seen + " is changed too often to be asked for");
    }

    static PermanentFailure gone(FluxObject object) {
        return new PermanentFailure(
                Segment.ENGINE,
                object + " was removed meanwhile",
                "sync the release again, and it is made anew where Slipway writes it");
    }

    private ResourceDefinitionContext context(FluxKind kind) throws IOException {
        var known = served.get(kind);
        if (known != null) {
            return known;
        }
        var found = kind.in(discover(kind));
        served.put(kind, found);
        return found;
    }

    private String discover(FluxKind kind) throws IOException {
        return newest(kind)
                .orElseThrow(
                        () -> new PermanentFailure(
                                Segment.ENGINE,
                                "this cluster serves no " + kind + " (" + kind.group() + ", "
                                        + String.join(" or ", kind.versions()) + ")",
                                "install Flux in this cluster, or set the environment's engine.cluster to the one where it is"));
    }

    private Optional<String> newest(FluxKind kind) throws IOException {
        try {
            for (var version : kind.versions()) {
                var resources = client.getApiResources(kind.group() + "/" + version);
                if (resources != null
                        && resources.getResources().stream()
                                .anyMatch(one -> kind.plural().equals(one.getName()))) {
                    return Optional.of(version);
                }
            }
            return Optional.empty();
        } catch (KubernetesClientException e) {
            throw new IOException(
                    "the API server does not tell which versions of " + kind + " it serves: " + e.getMessage(), e);
        }
    }
}
