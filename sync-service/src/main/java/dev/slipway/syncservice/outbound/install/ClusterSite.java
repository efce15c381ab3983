package dev.slipway.syncservice.outbound.install;

import dev.slipway.events.values.Segment;
import dev.slipway.service.PermanentFailure;
import dev.slipway.syncservice.core.Cluster;
import dev.slipway.syncservice.core.Finding;
import dev.slipway.syncservice.core.Inspection;
import dev.slipway.syncservice.core.Manifest;
import dev.slipway.syncservice.core.Rollout;
import dev.slipway.syncservice.core.install.Site;
import dev.slipway.syncservice.outbound.engine.EngineObjects;
import dev.slipway.syncservice.outbound.engine.Fields;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The cluster of this service, by its API server. What is there by the name of somebody else stays theirs. */
public final class ClusterSite implements Site {
    private final KubernetesClient client;
    private final Inspection inspection;
    private final Cluster cluster;

    public ClusterSite(KubernetesClient client, Inspection inspection, Cluster cluster) {
        this.client = client;
        this.inspection = inspection;
        this.cluster = cluster;
    }

    @Override
    public String namespace() {
        return inspection.namespace();
    }

    @Override
    public Finding found() throws IOException {
        return inspection.now();
    }

    @Override
    public @Nullable String version(Manifest manifest) throws IOException {
        try {
            var live = at(manifest).get();
            var labels = live == null ? null : live.getMetadata().getLabels();
            return labels == null ? null : labels.get(Site.VERSION);
        } catch (KubernetesClientException e) {
            throw InstallRefusal.of(manifest, e);
        }
    }

    @Override
    public void rehearse(Manifest manifest) throws IOException {
        try {
            at(manifest).dryRun().fieldManager(EngineObjects.MANAGER).serverSideApply();
        } catch (KubernetesClientException e) {
            if (!InstallRefusal.isOfWhatIsNotThereYet(e)) {
                throw InstallRefusal.of(manifest, e);
            }
        }
    }

    @Override
    public void apply(Manifest manifest) throws IOException {
        try {
            at(manifest).fieldManager(EngineObjects.MANAGER).serverSideApply();
        } catch (KubernetesClientException e) {
            throw InstallRefusal.of(manifest, e);
        }
    }

    @Override
    public boolean serves(Manifest definition) throws IOException {
        try {
            var live = at(definition).get();
            if (live == null) {
                return false;
            }
            var conditions = Fields.of(live).at("status").list("conditions");
            if (conditions.stream().anyMatch(one -> isNow(one, "NamesAccepted", "False"))) {
                throw new PermanentFailure(
                        Segment.CLUSTER,
                        "the cluster does not accept the names of " + definition + ": another definition has them",
                        "look at its conditions: kubectl describe crd " + definition.name());
            }
            return conditions.stream().anyMatch(one -> isNow(one, "Established", "True"));
        } catch (KubernetesClientException e) {
            throw InstallRefusal.of(definition, e);
        }
    }

    @Override
    public Rollout rollout(List<Manifest> manifests) throws IOException {
        try {
            return cluster.rollout(manifests, namespace());
        } catch (IOException e) {
            if (e.getCause() instanceof KubernetesClientException refused && refused.getCode() == 403) {
                throw InstallRefusal.ofLooking(refused);
            }
            throw e;
        }
    }

    private static boolean isNow(Fields condition, String type, String status) {
        return type.equals(condition.text("type")) && status.equals(condition.text("status"));
    }

    private Resource<GenericKubernetesResource> at(Manifest manifest) {
        var object =
                client.getKubernetesSerialization().convertValue(manifest.content(), GenericKubernetesResource.class);
        var resource = client.resource(object);
        return manifest.first() ? resource : resource.inNamespace(namespace());
    }
}
