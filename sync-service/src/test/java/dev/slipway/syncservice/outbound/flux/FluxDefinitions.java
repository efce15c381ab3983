package dev.slipway.syncservice.outbound.flux;

import dev.slipway.syncservice.outbound.engine.Established;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinitionBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Locale;

/**
 * The least that an API server needs to keep Flux' objects as Flux does: names, versions, and a status of its own. Where Flux' own
 * definitions are there (up.sh --crds), they stay, and what we write must pass their checks.
 */
public final class FluxDefinitions {
    private static final String OURS = "slipway.test/minimal";

    private FluxDefinitions() {}

    static boolean areOurs(KubernetesClient client) {
        var name = FluxKind.KUSTOMIZATION.plural() + "." + FluxKind.KUSTOMIZATION.group();
        var labels = client.apiextensions()
                .v1()
                .customResourceDefinitions()
                .withName(name)
                .get()
                .getMetadata()
                .getLabels();
        return labels != null && labels.containsKey(OURS);
    }

    public static void in(KubernetesClient client) {
        for (var kind : FluxKind.values()) {
            var definition = definition(kind);
            var all = client.apiextensions().v1().customResourceDefinitions();
            if (all.withName(definition.getMetadata().getName()).get() == null) {
                all.resource(definition).create();
            }
            Established.await(client, definition.getMetadata().getName());
        }
    }

    private static CustomResourceDefinition definition(FluxKind kind) {
        return new CustomResourceDefinitionBuilder()
                .withNewMetadata()
                .withName(kind.plural() + "." + kind.group())
                .addToLabels(OURS, "true")
                .endMetadata()
                .withNewSpec()
                .withGroup(kind.group())
                .withScope("Namespaced")
                .withNewNames()
                .withKind(kind.toString())
                .withListKind(kind + "List")
                .withPlural(kind.plural())
                .withSingular(kind.toString().toLowerCase(Locale.ROOT))
                .endNames()
                .addNewVersion()
                .withName(kind.versions().getFirst())
                .withServed(true)
                .withStorage(true)
                .withNewSubresources()
                .withNewStatus()
                .endStatus()
                .endSubresources()
                .withNewSchema()
                .withNewOpenAPIV3Schema()
                .withType("object")
                .withXKubernetesPreserveUnknownFields(true)
                .endOpenAPIV3Schema()
                .endSchema()
                .endVersion()
                .endSpec()
                .build();
    }
}
