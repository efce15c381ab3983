package dev.slipway.syncservice.outbound.argocd;

import dev.slipway.syncservice.outbound.engine.EngineObjects;
import dev.slipway.syncservice.outbound.engine.MergePatch;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What Slipway wants of Argo CD's objects: no field more than it must set. Pure. */
final class ArgoObjects {
    static final ResourceDefinitionContext APPLICATIONS =
            EngineObjects.kind("argoproj.io", "v1alpha1", "Application", "applications");
    static final ResourceDefinitionContext PROJECTS =
            EngineObjects.kind("argoproj.io", "v1alpha1", "AppProject", "appprojects");
    static final ResourceDefinitionContext SETS =
            EngineObjects.kind("argoproj.io", "v1alpha1", "ApplicationSet", "applicationsets");
    static final String ENVIRONMENT = "slipway.dev/environment";
    /** Argo CD's own cluster, by its address and by its name. */
    private static final String HERE = "https://kubernetes.default.svc";

    private static final String HERE_BY_NAME = "in-cluster";
    private static final Map<String, String> LABELS = Map.of("app.kubernetes.io/managed-by", EngineObjects.MANAGER);
    private static final Map<String, Object> NOT_BY_ITSELF = notByItself();

    private ArgoObjects() {}

    static boolean isHere(String cluster) {
        return cluster.equals(HERE) || cluster.equals(HERE_BY_NAME);
    }

    /** Without a finalizer: who deletes the Application does not delete what runs. */
    static Map<String, Object> application(Declared declared) {
        var spec = MergePatch.of(generated(declared, destination(declared)), declared.spec());
        return object("Application", declared, declared.autoSync() ? spec : MergePatch.of(spec, NOT_BY_ITSELF));
    }

    /** Who deletes the set deletes its Applications, and nothing that runs. */
    static Map<String, Object> applicationSet(Declared declared) {
        var destination = Map.of("name", "{{.name}}", "namespace", declared.into());
        var template = Map.of(
                "metadata",
                Map.of(
                        "name",
                        declared.name() + "-{{.nameNormalized}}",
                        "labels",
                        LABELS,
                        "annotations",
                        Map.of(ENVIRONMENT, declared.environment())),
                "spec",
                MergePatch.of(generated(declared, destination), declared.spec()));
        var generated = Map.of(
                "goTemplate",
                true,
                "goTemplateOptions",
                List.of("missingkey=error"),
                "generators",
                List.of(Map.of("list", Map.of("elements", List.of(place(declared))))),
                "syncPolicy",
                Map.of("preserveResourcesOnDeletion", true),
                "template",
                template);
        var spec = MergePatch.of(generated, declared.applicationSet());
        var told = declared.autoSync() ? spec : MergePatch.of(spec, Map.of("template", Map.of("spec", NOT_BY_ITSELF)));
        return object("ApplicationSet", declared, told);
    }

    /** In the words of Argo CD's cluster generator, so that this may take its place. */
    private static Map<String, String> place(Declared declared) {
        var cluster = Objects.requireNonNullElse(declared.target(), HERE_BY_NAME);
        return Map.of("name", cluster, "nameNormalized", cluster);
    }

    private static Map<String, Object> notByItself() {
        var policy = new HashMap<String, Object>();
        policy.put("automated", null);
        return Map.of("syncPolicy", policy);
    }

    private static Map<String, Object> generated(Declared declared, Map<String, String> destination) {
        var policy = new LinkedHashMap<String, Object>();
        if (declared.autoSync()) {
            policy.put("automated", Map.of("prune", true, "selfHeal", true));
        }
        policy.put("syncOptions", List.of("CreateNamespace=true"));
        return Map.of(
                "project",
                declared.name(),
                "source",
                Map.of(
                        "repoURL", declared.repoURL(),
                        "path", declared.path(),
                        "targetRevision", declared.branch()),
                "destination",
                destination,
                "syncPolicy",
                policy);
    }

    /** Lets the Application have what it needs and no more. */
    static Map<String, Object> project(Declared declared) {
        var generated = Map.of(
                "description",
                "what environment " + declared.environment() + " may use; written by Slipway",
                "sourceRepos",
                List.of(declared.repoURL()),
                "destinations",
                List.of(
                        declared.goesToMany()
                                ? Map.of("name", "*", "namespace", declared.into())
                                : destination(declared)),
                "clusterResourceWhitelist",
                List.of(Map.of("group", "", "kind", "Namespace")));
        return object("AppProject", declared, MergePatch.of(generated, declared.appProject()));
    }

    private static Map<String, String> destination(Declared declared) {
        return declared.target() == null
                ? Map.of("server", HERE, "namespace", declared.into())
                : Map.of("name", declared.target(), "namespace", declared.into());
    }

    private static Map<String, Object> object(String kind, Declared declared, Map<String, Object> spec) {
        return Map.of(
                "apiVersion",
                "argoproj.io/v1alpha1",
                "kind",
                kind,
                "metadata",
                Map.of(
                        "name",
                        declared.name(),
                        "namespace",
                        declared.namespace(),
                        "labels",
                        LABELS,
                        "annotations",
                        Map.of(ENVIRONMENT, declared.environment())),
                "spec",
                spec);
    }
}
