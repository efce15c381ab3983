package dev.slipway.syncservice.outbound.argocd;

import dev.slipway.syncservice.outbound.engine.EngineObjects;
import dev.slipway.syncservice.outbound.engine.MergePatch;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What Slipway wants of Argo CD's objects: no field more than it must set. Pure. */
final class ArgoObjects {
    static final ResourceDefinitionContext APPLICATIONS =
            EngineObjects.kind("argoproj.io", "v1alpha1", "Application", "applications");
    static final ResourceDefinitionContext PROJECTS =
            EngineObjects.kind("argoproj.io", "v1alpha1", "AppProject", "appprojects");
    static final String ENVIRONMENT = "slipway.dev/environment";
    private static final Map<String, Object> NOT_BY_ITSELF = notByItself();

    private ArgoObjects() {}

    /** Without a finalizer: who deletes the Application does not delete what runs. */
    static Map<String, Object> application(Declared declared) {
        var spec = MergePatch.of(generated(declared), declared.spec());
        return object("Application", declared, declared.autoSync() ? spec : MergePatch.of(spec, NOT_BY_ITSELF));
    }

    private static Map<String, Object> notByItself() {
        var policy = new HashMap<String, Object>();
        policy.put("automated", null);
        return Map.of("syncPolicy", policy);
    }

    private static Map<String, Object> generated(Declared declared) {
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
                destination(declared),
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
                List.of(destination(declared)),
                "clusterResourceWhitelist",
                List.of(Map.of("group", "", "kind", "Namespace")));
        return object("AppProject", declared, MergePatch.of(generated, declared.appProject()));
    }

    private static Map<String, Object> destination(Declared declared) {
        return declared.target() == null
                ? Map.of("server", "https://kubernetes.default.svc", "namespace", declared.into())
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
                        Map.of("app.kubernetes.io/managed-by", EngineObjects.MANAGER),
                        "annotations",
                        Map.of(ENVIRONMENT, declared.environment())),
                "spec",
                spec);
    }
}
