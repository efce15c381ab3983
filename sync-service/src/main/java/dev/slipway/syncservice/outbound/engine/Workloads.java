package dev.slipway.syncservice.outbound.engine;

import dev.slipway.events.values.EngineComponent;
import dev.slipway.events.values.Segment;
import dev.slipway.service.PermanentFailure;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an engine is made of: Deployments and StatefulSets that its manifests mark. */
public record Workloads(List<Workload> all) {
    private static final String PART_OF = "app.kubernetes.io/part-of";
    private static final String COMPONENT = "app.kubernetes.io/component";
    private static final String VERSION = "app.kubernetes.io/version";
    private static final int FORBIDDEN = 403;

    /** @param role what it is for, as its manifest says */
    public record Workload(
            EngineComponent component,
            @Nullable String role,
            @Nullable String version) {}

    public Workloads {
        all = all.stream()
                .sorted(Comparator.comparing(one -> one.component().name()))
                .toList();
    }

    /** @param deployments all that may be there of one kind or another */
    public static Workloads of(Collection<? extends HasMetadata> deployments) {
        return new Workloads(deployments.stream().map(Workloads::workload).toList());
    }

    /** @throws PermanentFailure if we may not see them */
    static Workloads in(KubernetesClient client, String namespace, String engine) throws IOException {
        var found = new ArrayList<HasMetadata>();
        try {
            var apps = client.apps();
            found.addAll(apps.deployments()
                    .inNamespace(namespace)
                    .withLabel(PART_OF, engine)
                    .list()
                    .getItems());
            found.addAll(apps.statefulSets()
                    .inNamespace(namespace)
                    .withLabel(PART_OF, engine)
                    .list()
                    .getItems());
        } catch (KubernetesClientException e) {
            throw refused(e, namespace);
        }
        return of(found);
    }

    private static IOException refused(KubernetesClientException e, String namespace) {
        if (e.getCode() == FORBIDDEN) {
            throw new PermanentFailure(
                    Segment.ENGINE,
                    "sync-service may not list Deployments and StatefulSets in namespace " + namespace,
                    "give it the Role for that namespace from deploy/engines");
        }
        return new IOException(
                "the API server does not show the Deployments and StatefulSets in namespace " + namespace + ": "
                        + Refusal.said(e),
                e);
    }

    public List<EngineComponent> components() {
        return all.stream().map(Workload::component).toList();
    }

    /** As the manifests call it. */
    public Optional<String> version() {
        return all.stream()
                .flatMap(one -> Optional.ofNullable(one.version()).stream())
                .findFirst();
    }

    /** What does not run as it should. */
    public List<String> troubles() {
        return components().stream()
                .filter(one -> one.wanted() == 0 || one.ready() < one.wanted())
                .map(one -> one.wanted() == 0
                        ? one.name() + " is scaled to 0"
                        : one.name() + " has " + one.ready() + " of " + one.wanted() + " pods ready")
                .toList();
    }

    private static Workload workload(HasMetadata object) {
        var labels = object.getMetadata().getLabels();
        var component = switch (object) {
            case Deployment its -> {
                var status = its.getStatus();
                yield component(
                        its,
                        status == null ? null : status.getReadyReplicas(),
                        its.getSpec().getReplicas(),
                        its.getSpec().getTemplate());
            }
            case StatefulSet its -> {
                var status = its.getStatus();
                yield component(
                        its,
                        status == null ? null : status.getReadyReplicas(),
                        its.getSpec().getReplicas(),
                        its.getSpec().getTemplate());
            }
            default -> throw new IllegalArgumentException("no workload: " + object.getKind());
        };
        return labels == null
                ? new Workload(component, null, null)
                : new Workload(component, labels.get(COMPONENT), labels.get(VERSION));
    }

    private static EngineComponent component(
            HasMetadata object, @Nullable Integer ready, @Nullable Integer wanted, PodTemplateSpec pods) {
        var version = pods.getSpec().getContainers().stream()
                .findFirst()
                .map(Container::getImage)
                .flatMap(Workloads::tag)
                .orElse(null);
        return new EngineComponent(
                object.getMetadata().getName(),
                version,
                Objects.requireNonNullElse(ready, 0),
                Objects.requireNonNullElse(wanted, 1));
    }

    /** Of {@code host:5000/path:tag@digest}. */
    private static Optional<String> tag(String image) {
        var name = image.split("@", 2)[0];
        var colon = name.lastIndexOf(':');
        return colon > name.lastIndexOf('/') ? Optional.of(name.substring(colon + 1)) : Optional.empty();
    }
}
