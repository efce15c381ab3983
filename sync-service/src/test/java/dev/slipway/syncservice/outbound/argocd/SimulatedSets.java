package dev.slipway.syncservice.outbound.argocd;

import static dev.slipway.syncservice.outbound.argocd.ArgoObjects.APPLICATIONS;
import static dev.slipway.syncservice.outbound.argocd.ArgoObjects.SETS;

import dev.slipway.syncservice.outbound.engine.Fields;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.KubernetesResourceList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Simulated: no Argo CD, but what its ApplicationSet controller does and writes: Applications that the set owns, by its list generators and,
 * for {@code clusters}, by the names that it is told; their spec is put right where it differs; conditions in the set's status.
 */
public final class SimulatedSets implements AutoCloseable {
    public volatile List<String> clusters = List.of();
    volatile @Nullable String error;
    volatile boolean running = true;

    private final KubernetesClient client;
    private final String namespace;
    private final ExecutorService loop = Executors.newSingleThreadExecutor();

    public SimulatedSets(KubernetesClient client, String namespace) {
        this.client = client;
        this.namespace = namespace;
        loop.execute(this::work);
    }

    private void work() {
        while (!loop.isShutdown()) {
            try {
                if (running) {
                    objects(SETS).list().getItems().forEach(this::reconcile);
                }
                Thread.sleep(100);
            } catch (KubernetesClientException _) {
                // it is taken away, or has changed: again
            } catch (InterruptedException _) {
                return;
            }
        }
    }

    private void reconcile(GenericKubernetesResource set) {
        var said = error;
        if (said != null) {
            says(
                    set,
                    List.of(
                            condition("ErrorOccurred", "True", "ApplicationGenerationFromParamsError", said),
                            condition("ParametersGenerated", "False", "ErrorOccurred", said),
                            condition("ResourcesUpToDate", "False", "ApplicationGenerationFromParamsError", said)));
            return;
        }
        var names = new HashSet<String>();
        for (var parameters : parameters(Fields.of(set).at("spec"))) {
            names.add(generate(set, parameters));
        }
        objects(APPLICATIONS).list().getItems().stream()
                .filter(one -> one.getMetadata().getOwnerReferences().stream()
                        .anyMatch(
                                owner -> owner.getUid().equals(set.getMetadata().getUid())))
                .filter(one -> !names.contains(one.getMetadata().getName()))
                .forEach(one -> client.resource(one).delete());
        var all = "All applications have been generated successfully";
        says(
                set,
                List.of(
                        condition("ErrorOccurred", "False", "ApplicationSetUpToDate", all),
                        condition(
                                "ParametersGenerated",
                                "True",
                                "ParametersGenerated",
                                "Successfully generated parameters for all Applications"),
                        condition("ResourcesUpToDate", "True", "ApplicationSetUpToDate", all)));
    }

    private List<Map<String, Object>> parameters(Fields spec) {
        var all = new ArrayList<Map<String, Object>>();
        for (var generator : spec.list("generators")) {
            generator.at("list").list("elements").forEach(element -> all.add(element.of()));
            if (generator.has("clusters")) {
                clusters.forEach(name -> all.add(Map.of("name", name, "nameNormalized", name)));
            }
        }
        return all;
    }

    private String generate(GenericKubernetesResource set, Map<String, Object> parameters) {
        var json = client.getKubernetesSerialization()
                .asJson(Fields.of(set).at("spec", "template").of());
        for (var parameter : parameters.entrySet()) {
            json = json.replace("{{." + parameter.getKey() + "}}", String.valueOf(parameter.getValue()));
        }
        var template = Fields.of(client.getKubernetesSerialization().unmarshal(json, Object.class));
        var name = template.at("metadata").text("name", "");
        var there = objects(APPLICATIONS).withName(name).get();
        if (there == null) {
            objects(APPLICATIONS).resource(application(set, name, template)).create();
        } else if (!Fields.of(there).at("spec").equals(template.at("spec"))) {
            there.setAdditionalProperty("spec", template.at("spec").of());
            there.getMetadata().setManagedFields(List.of());
            client.resource(there).update();
        }
        return name;
    }

    private GenericKubernetesResource application(GenericKubernetesResource set, String name, Fields template) {
        var metadata = new LinkedHashMap<>(template.at("metadata").of());
        metadata.put("name", name);
        metadata.put("namespace", namespace);
        metadata.put(
                "ownerReferences",
                List.of(Map.of(
                        "apiVersion",
                        "argoproj.io/v1alpha1",
                        "kind",
                        "ApplicationSet",
                        "name",
                        set.getMetadata().getName(),
                        "uid",
                        set.getMetadata().getUid(),
                        "controller",
                        true,
                        "blockOwnerDeletion",
                        true)));
        return client.getKubernetesSerialization()
                .convertValue(
                        Map.of(
                                "apiVersion",
                                "argoproj.io/v1alpha1",
                                "kind",
                                "Application",
                                "metadata",
                                metadata,
                                "spec",
                                template.at("spec").of()),
                        GenericKubernetesResource.class);
    }

    private static Map<String, String> condition(String type, String status, String reason, String message) {
        return Map.of("type", type, "status", status, "reason", reason, "message", message);
    }

    private void says(GenericKubernetesResource set, List<Map<String, String>> conditions) {
        var before = Fields.of(set).at("status").list("conditions").stream()
                .map(one -> Stream.of("type", "status", "reason", "message")
                        .map(key -> one.text(key, ""))
                        .toList())
                .toList();
        var now = conditions.stream()
                .map(one -> List.of(one.get("type"), one.get("status"), one.get("reason"), one.get("message")))
                .toList();
        if (before.equals(now)) {
            return;
        }
        var at = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        var dated = conditions.stream()
                .map(one -> {
                    var all = new LinkedHashMap<String, Object>(one);
                    all.put("lastTransitionTime", at);
                    return all;
                })
                .toList();
        objects(SETS)
                .withName(set.getMetadata().getName())
                .subresource("status")
                .patch(
                        new PatchContext.Builder()
                                .withPatchType(PatchType.JSON_MERGE)
                                .withFieldManager("argocd-applicationset-controller")
                                .build(),
                        client.getKubernetesSerialization().asJson(Map.of("status", Map.of("conditions", dated))));
    }

    private NonNamespaceOperation<
                    GenericKubernetesResource,
                    ? extends KubernetesResourceList<GenericKubernetesResource>,
                    Resource<GenericKubernetesResource>>
            objects(ResourceDefinitionContext kind) {
        return client.genericKubernetesResources(kind).inNamespace(namespace);
    }

    @Override
    public void close() {
        loop.shutdownNow();
        loop.close();
    }
}
