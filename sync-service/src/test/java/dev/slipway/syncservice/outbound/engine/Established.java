package dev.slipway.syncservice.outbound.engine;

import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.concurrent.TimeUnit;

/** A definition that was just created is served only a little later: its status says when, and has at first no word of it. */
public final class Established {
    private Established() {}

    public static void await(KubernetesClient client, String definition) {
        client.apiextensions()
                .v1()
                .customResourceDefinitions()
                .withName(definition)
                .waitUntilCondition(Established::is, 30, TimeUnit.SECONDS);
    }

    private static boolean is(CustomResourceDefinition definition) {
        if (definition == null
                || definition.getStatus() == null
                || definition.getStatus().getConditions() == null) {
            return false;
        }
        return definition.getStatus().getConditions().stream()
                .anyMatch(
                        c -> c.getType().equals("Established") && c.getStatus().equals("True"));
    }
}
