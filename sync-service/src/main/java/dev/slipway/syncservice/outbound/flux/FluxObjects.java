package dev.slipway.syncservice.outbound.flux;

import dev.slipway.syncservice.outbound.engine.MergePatch;
import dev.slipway.syncservice.outbound.engine.SecretObject;
import java.util.LinkedHashMap;
import java.util.Map;

/** What we want Flux' objects for an environment to hold: all of it ours, and nothing besides. */
final class FluxObjects {
    /** Which environment's an object is. */
    static final String ENVIRONMENT = "slipway.dev/environment";

    private static final String TIMEOUT = "5m";
    private static final String FETCH_INTERVAL = "1m";
    private static final String APPLY_INTERVAL = "10m";
    private static final String RETRY_INTERVAL = "30s";
    private static final int RELEASE_NAME_MAX = 53;

    private final FluxEnvironment environment;

    FluxObjects(FluxEnvironment environment) {
        this.environment = environment;
    }

    Map<String, String> labels() {
        return Map.of("app.kubernetes.io/managed-by", "slipway");
    }

    String secret() {
        return environment.name() + "-git";
    }

    /** Where Flux does not sync by itself, it sees the release's commit and no other: so it still mends drift, and takes nothing new. */
    Map<String, Object> source(String version) {
        var source = environment.desired().source();
        var ref = new LinkedHashMap<String, Object>();
        ref.put("branch", source.branch());
        if (!environment.settings().syncsItself()) {
            ref.put("commit", source.commit().value());
        }
        var spec = new LinkedHashMap<String, Object>();
        spec.put("url", environment.url());
        spec.put("ref", ref);
        spec.put("interval", interval(FETCH_INTERVAL));
        if (source.credentials() != null) {
            spec.put("secretRef", Map.of("name", secret()));
        }
        return object(FluxKind.GIT_REPOSITORY, version, MergePatch.of(spec, environment.sourceSpec()));
    }

    Map<String, Object> beside(FluxBeside source, String version) {
        var spec = new LinkedHashMap<String, Object>();
        spec.put("interval", APPLY_INTERVAL);
        return object(source.kind(), source.name(), version, MergePatch.of(spec, source.spec()));
    }

    Map<String, Object> applier(String version) {
        return object(environment.kind(), version, applierSpec());
    }

    Map<String, Object> applierSpec() {
        var spec = environment.kind() == FluxKind.HELM_RELEASE ? helmRelease() : kustomization();
        return MergePatch.of(spec, environment.spec());
    }

    /** As Flux wants it: the key of an ssh address is called otherwise there. */
    Map<String, Object> secret(Map<String, String> credentials) {
        var values = new LinkedHashMap<>(credentials);
        var key = values.remove("ssh-privatekey");
        if (key != null) {
            values.put("identity", key);
        }
        return SecretObject.of(environment.namespace(), secret(), labels(), values);
    }

    private Map<String, Object> kustomization() {
        var spec = new LinkedHashMap<String, Object>();
        spec.put("interval", interval(APPLY_INTERVAL));
        spec.put("retryInterval", RETRY_INTERVAL);
        spec.put("timeout", TIMEOUT);
        spec.put("prune", true);
        spec.put("wait", true);
        spec.put("path", path());
        spec.put("sourceRef", sourceRef());
        spec.put("targetNamespace", environment.desired().namespace());
        return spec;
    }

    private Map<String, Object> helmRelease() {
        var spec = new LinkedHashMap<String, Object>();
        spec.put("interval", interval(APPLY_INTERVAL));
        spec.put("timeout", TIMEOUT);
        // Without it, Flux takes a chart anew only when somebody has raised its version.
        spec.put(
                "chart",
                Map.of("spec", Map.of("chart", path(), "sourceRef", sourceRef(), "reconcileStrategy", "Revision")));
        spec.put("targetNamespace", environment.desired().namespace());
        if (environment.name().length() <= RELEASE_NAME_MAX) {
            spec.put("releaseName", environment.name());
        }
        spec.put("install", Map.of("createNamespace", true));
        return spec;
    }

    private Map<String, Object> object(FluxKind kind, String version, Map<String, Object> spec) {
        return object(kind, environment.name(), version, spec);
    }

    private Map<String, Object> object(FluxKind kind, String name, String version, Map<String, Object> spec) {
        var metadata = Map.of(
                "name", name,
                "namespace", environment.namespace(),
                "labels", labels(),
                "annotations",
                        Map.of(ENVIRONMENT, environment.desired().environment().toString()));
        return Map.of(
                "apiVersion",
                kind.group() + "/" + version,
                "kind",
                kind.toString(),
                "metadata",
                metadata,
                "spec",
                spec);
    }

    private Map<String, Object> sourceRef() {
        return Map.of("kind", FluxKind.GIT_REPOSITORY.toString(), "name", environment.name());
    }

    private String interval(String usual) {
        var set = environment.settings().interval();
        return set == null ? usual : set;
    }

    private String path() {
        return "./" + environment.desired().source().path();
    }
}
