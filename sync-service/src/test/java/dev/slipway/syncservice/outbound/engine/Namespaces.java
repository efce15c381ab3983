package dev.slipway.syncservice.outbound.engine;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;

/** A place in the cluster that is one test's alone. */
public final class Namespaces {
    private Namespaces() {}

    public static void make(KubernetesClient client, String name) {
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .endMetadata()
                        .build())
                .create();
    }
}
