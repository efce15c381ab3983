package dev.slipway.syncservice.outbound;

import dev.slipway.events.values.Segment;
import dev.slipway.service.PermanentFailure;
import dev.slipway.syncservice.core.Cluster;
import dev.slipway.syncservice.core.Manifest;
import dev.slipway.syncservice.core.Rollout;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** Server-side apply as field manager {@code slipway}, and the rollout as {@code kubectl rollout status} reads it. */
public final class KubernetesCluster implements Cluster {
    static final String MANAGER = "slipway";
    /** How the client says that the cluster serves no such kind. */
    private static final String NO_HANDLER = "Could not find a registered handler";

    /** Whoever has not applied all by then may have been asleep, and another one's newer content may be there. */
    private static final Duration APPLY_MAX = Duration.ofMinutes(1);

    private final KubernetesClient client;
    private final KubernetesSerialization serialization;
    private final RolloutReading reading;

    public KubernetesCluster(KubernetesClient client) {
        this.client = client;
        serialization = client.getKubernetesSerialization();
        reading = new RolloutReading(client);
    }

    @Override
    public void apply(List<Manifest> manifests, String namespace) throws IOException, InterruptedException {
        var begun = System.nanoTime();
        applyTogether(manifests.stream().filter(Manifest::first).toList(), namespace, begun);
        applyTogether(manifests.stream().filter(manifest -> !manifest.first()).toList(), namespace, begun);
    }

    @Override
    public Rollout rollout(List<Manifest> manifests, String namespace) throws IOException {
        try {
            return reading.of(manifests.stream().filter(Manifest::rolledOut).toList(), namespace);
        } catch (KubernetesClientException e) {
            throw new IOException("the API server does not tell how the rollout goes: " + reason(e), e);
        }
    }

    private void applyTogether(List<Manifest> manifests, String namespace, long begun)
            throws IOException, InterruptedException {
        Together.make(manifests.stream()
                .<Together.Call>map(manifest -> () -> {
                    mustBeSoonAfter(begun);
                    apply(manifest, namespace);
                })
                .toList());
    }

    private static void mustBeSoonAfter(long begun) throws IOException {
        if (System.nanoTime() - begun > APPLY_MAX.toNanos()) {
            throw new IOException("the cluster has not taken all objects within " + APPLY_MAX.toSeconds() + " s");
        }
    }

    private void apply(Manifest manifest, String namespace) throws IOException {
        var object = serialization.convertValue(manifest.content(), GenericKubernetesResource.class);
        try {
            var resource = client.resource(object);
            var placed = manifest.first()
                    ? resource
                    : resource.inNamespace(manifest.namespace() == null ? namespace : manifest.namespace());
            placed.fieldManager(MANAGER).forceConflicts().serverSideApply();
        } catch (KubernetesClientException e) {
            if (reason(e).contains(NO_HANDLER)) {
                throw undefined(manifest, "there is no such kind");
            }
            throw refused(manifest, e);
        }
    }

    private static PermanentFailure undefined(Manifest manifest, String reason) {
        return permanent(
                manifest,
                reason,
                "install what defines " + manifest.apiVersion() + " " + manifest.kind() + ", or correct "
                        + manifest.where());
    }

    /** What the API server will say again however often it is asked ends here; the rest may pass. */
    private static IOException refused(Manifest manifest, KubernetesClientException e) {
        var reason = reason(e);
        return switch (e.getCode()) {
            case 400, 422 ->
                throw permanent(manifest, reason, "mend the object at " + manifest.where() + " in the config branch");
            case 401 ->
                new IOException("the API server does not know us: " + reason
                        + "; give sync-service a valid token for this cluster, it is read anew each time");
            case 403 ->
                throw permanent(manifest, reason, "let sync-service's Role create and patch " + manifest.kind());
            case 404 ->
                throw reason.contains("namespaces")
                        ? permanent(manifest, reason, "add the Namespace to the config path, or create it")
                        : undefined(manifest, reason);
            default -> new IOException("applying " + manifest + ": " + reason, e);
        };
    }

    private static PermanentFailure permanent(Manifest manifest, String reason, String nextStep) {
        return new PermanentFailure(Segment.CLUSTER, "the cluster refuses " + manifest + ": " + reason, nextStep);
    }

    private static String reason(KubernetesClientException e) {
        var status = e.getStatus();
        if (status != null && status.getMessage() != null) {
            return status.getMessage();
        }
        var cause = e.getCause();
        return cause == null || cause.getMessage() == null ? String.valueOf(e.getMessage()) : cause.getMessage();
    }
}
