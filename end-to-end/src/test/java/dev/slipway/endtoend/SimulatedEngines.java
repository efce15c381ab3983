package dev.slipway.endtoend;

import static dev.slipway.syncservice.outbound.engine.EngineObjects.kind;

import dev.slipway.syncservice.outbound.Kubeconfig;
import dev.slipway.syncservice.outbound.argocd.ArgoDefinitions;
import dev.slipway.syncservice.outbound.argocd.SimulatedArgo;
import dev.slipway.syncservice.outbound.argocd.SimulatedSets;
import dev.slipway.syncservice.outbound.engine.FetchedRepository;
import dev.slipway.syncservice.outbound.engine.Namespaces;
import dev.slipway.syncservice.outbound.flux.FluxDefinitions;
import dev.slipway.syncservice.outbound.flux.SimulatedFlux;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;

/** A namespace of a real API server in which Argo CD and Flux are simulated: they write what the real ones write, of what is in Git. */
final class SimulatedEngines implements AutoCloseable {
    static final ResourceDefinitionContext APPLICATION = kind("argoproj.io", "v1alpha1", "Application", "applications");
    static final ResourceDefinitionContext KUSTOMIZATION =
            kind("kustomize.toolkit.fluxcd.io", "v1", "Kustomization", "kustomizations");

    final String namespace = "engines-" + UUID.randomUUID().toString().substring(0, 8);
    final KubernetesClient client;
    final SimulatedArgo argo;
    final SimulatedFlux flux;
    private final SimulatedSets sets;

    SimulatedEngines(Path kubeconfig, FetchedRepository git) throws IOException {
        client = new KubernetesClientBuilder()
                .withConfig(Kubeconfig.read(kubeconfig, null))
                .build();
        ArgoDefinitions.in(client);
        FluxDefinitions.in(client);
        Namespaces.make(client, namespace);
        argo = new SimulatedArgo(client, namespace, git);
        sets = new SimulatedSets(client, namespace);
        flux = new SimulatedFlux(client, namespace, git);
    }

    Resource<GenericKubernetesResource> object(ResourceDefinitionContext kind, String name) {
        return client.genericKubernetesResources(kind).inNamespace(namespace).withName(name);
    }

    @Override
    public void close() {
        argo.close();
        sets.close();
        flux.close();
        client.namespaces().withName(namespace).delete();
        client.close();
    }
}
