package dev.slipway.syncservice.outbound.engine;

import dev.slipway.service.PermanentFailure;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes an engine's objects as field manager {@code slipway}. A field that somebody else has set otherwise is never taken over. Values of
 * secrets get into no message: the API server names fields, and we name objects.
 */
public final class EngineObjects {
    public static final String MANAGER = "slipway";
    /** As the API server has it. */
    private static final int MANAGER_MAX = 128;

    public static final ResourceDefinitionContext SECRETS = kind("", "v1", "Secret", "secrets");

    private final KubernetesClient client;
    private final KubernetesSerialization serialization;

    public EngineObjects(KubernetesClient client) {
        this.client = client;
        serialization = client.getKubernetesSerialization();
    }

    /** A kind of namespaced objects. */
    public static ResourceDefinitionContext kind(String group, String version, String kind, String plural) {
        return new ResourceDefinitionContext.Builder()
                .withGroup(group)
                .withVersion(version)
                .withKind(kind)
                .withPlural(plural)
                .withNamespaced(true)
                .build();
    }

    public Optional<GenericKubernetesResource> find(ResourceDefinitionContext kind, String namespace, String name)
            throws IOException {
        try {
            return Optional.ofNullable(at(kind, namespace, name).get());
        } catch (KubernetesClientException e) {
            throw Refusal.of(e, "get", kind, namespace, name);
        }
    }

    /**
     * Server-side apply of all that we want the object to hold. Applied again, it changes nothing.
     *
     * @throws PermanentFailure if a field has another owner, naming both
     */
    public GenericKubernetesResource apply(ResourceDefinitionContext kind, Map<String, Object> wanted)
            throws IOException {
        return apply(kind, wanted, MANAGER);
    }

    /**
     * As {@link #apply(ResourceDefinitionContext, Map)}, and without a request where it would change nothing.
     *
     * @param seen as it is: what a watch has told may be too old to say so, and says nothing of who has set what
     */
    public GenericKubernetesResource apply(
            ResourceDefinitionContext kind, Map<String, Object> wanted, @Nullable GenericKubernetesResource seen)
            throws IOException {
        if (seen == null) {
            return apply(kind, wanted);
        }
        mustStay(seen);
        return InPlace.is(wanted, seen, MANAGER) ? seen : apply(kind, wanted);
    }

    /** What several environments may name, each by a manager of its own: of two that want it at once, the API server refuses the second. */
    public GenericKubernetesResource applyFor(
            String environment, ResourceDefinitionContext kind, Map<String, Object> wanted) throws IOException {
        var manager = MANAGER + ":" + environment;
        return apply(kind, wanted, manager.substring(0, Math.min(manager.length(), MANAGER_MAX)));
    }

    /** What an engine takes away at this moment, it brings nowhere. */
    public static void mustStay(GenericKubernetesResource object) throws IOException {
        var metadata = object.getMetadata();
        if (metadata.getDeletionTimestamp() != null) {
            throw new IOException(
                    object.getKind() + " " + metadata.getNamespace() + "/" + metadata.getName()
                            + " is being deleted; it goes on when that is over: if it lasts, see who holds it by its finalizers");
        }
    }

    private GenericKubernetesResource apply(ResourceDefinitionContext kind, Map<String, Object> wanted, String manager)
            throws IOException {
        var object = serialization.convertValue(wanted, GenericKubernetesResource.class);
        var namespace = object.getMetadata().getNamespace();
        var name = object.getMetadata().getName();
        try {
            return client.genericKubernetesResources(kind)
                    .inNamespace(namespace)
                    .resource(object)
                    .fieldManager(manager)
                    .serverSideApply();
        } catch (KubernetesClientException e) {
            throw Refusal.of(e, "patch", kind, namespace, name);
        }
    }

    /**
     * A merge patch of what is still as it was seen.
     *
     * @return none if it has changed since, or is gone
     */
    public Optional<GenericKubernetesResource> patch(
            ResourceDefinitionContext kind, GenericKubernetesResource seen, Map<String, Object> patch)
            throws IOException {
        var metadata = seen.getMetadata();
        var conditioned = new LinkedHashMap<>(Fields.of(patch.get("metadata")).of());
        conditioned.put("resourceVersion", metadata.getResourceVersion());
        var all = new LinkedHashMap<>(patch); // its nulls are to be sent
        all.put("metadata", conditioned);
        var body = serialization.asJson(all);
        try {
            var context = new PatchContext.Builder()
                    .withPatchType(PatchType.JSON_MERGE)
                    .withFieldManager(MANAGER)
                    .build();
            return Optional.of(
                    at(kind, metadata.getNamespace(), metadata.getName()).patch(context, body));
        } catch (KubernetesClientException e) {
            if (e.getCode() == 409 || e.getCode() == 404) {
                return Optional.empty();
            }
            throw Refusal.of(e, "patch", kind, metadata.getNamespace(), metadata.getName());
        }
    }

    private Resource<GenericKubernetesResource> at(ResourceDefinitionContext kind, String namespace, String name) {
        return client.genericKubernetesResources(kind).inNamespace(namespace).withName(name);
    }
}
