package dev.slipway.syncservice.outbound.flux;

import dev.slipway.events.DesiredEvent.EnvironmentDesired;
import dev.slipway.events.catalog.Engine;
import dev.slipway.events.catalog.FluxSources;
import dev.slipway.events.values.Segment;
import dev.slipway.service.PermanentFailure;
import dev.slipway.syncservice.outbound.engine.Fields;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What an environment's catalog says about Flux. */
record FluxEnvironment(EnvironmentDesired desired) {
    private static final String HELM = "helm-release";
    /** Its entry in {@code spec} is for the source; what else is there is for the Kustomization or HelmRelease. */
    private static final String SOURCE = "source";

    /** @throws PermanentFailure if it asks for what Flux can't do */
    static FluxEnvironment of(EnvironmentDesired desired) {
        var environment = new FluxEnvironment(desired);
        environment.check();
        return environment;
    }

    Engine settings() {
        var settings = desired.settings();
        return settings == null ? new Engine(FluxEngine.TYPE) : settings;
    }

    String name() {
        return Objects.requireNonNullElse(
                settings().name(),
                desired.environment().project() + "-" + desired.environment().name());
    }

    String namespace() {
        return Objects.requireNonNullElse(settings().namespace(), "flux-system");
    }

    /** The kind that applies. */
    FluxKind kind() {
        return HELM.equals(settings().kind()) ? FluxKind.HELM_RELEASE : FluxKind.KUSTOMIZATION;
    }

    /** Whether the source is somebody else's, named in {@code spec}. */
    boolean hasOwnSource() {
        var spec = new Fields(spec());
        return !spec.has("sourceRef")
                && !spec.has("chartRef")
                && !spec.at("chart", "spec").has("sourceRef");
    }

    boolean writesSource() {
        return settings().creates() && hasOwnSource();
    }

    Map<String, Object> spec() {
        return without(settings().spec());
    }

    Map<String, Object> sourceSpec() {
        var spec = settings().spec();
        return spec == null ? Map.of() : Fields.of(spec.get(SOURCE)).of();
    }

    /** Further sources, which it writes beside its own. */
    List<FluxBeside> beside() {
        return FluxSources.of(settings().spec()).stream()
                .map(source -> new FluxBeside(
                        FluxKind.of(source.kind()).orElseThrow(), namespace(), source.name(), source.spec()))
                .toList();
    }

    /** What Flux takes for an address: {@code git@host:path} is none. */
    String url() {
        var url = Objects.requireNonNullElse(
                settings().repoURL(), desired.source().url());
        var colon = url.indexOf(':');
        return url.contains("://") || colon < 0
                ? url
                : "ssh://" + url.substring(0, colon) + "/" + url.substring(colon + 1);
    }

    private void check() {
        if (!settings().syncsItself() && !writesSource()) {
            throw refused(
                    "autoSync: false needs a GitRepository that Slipway writes: it is pinned to the release's commit, and this one is"
                            + " somebody else's",
                    "remove autoSync: false; or leave the source to Slipway (no create: false, no sourceRef in engine.spec)");
        }
        FluxSources.mistake(settings().spec()).ifPresent(mistake -> {
            throw refused("engine.spec.sources " + mistake, "correct it in the catalog");
        });
        if (!settings().creates() && !beside().isEmpty()) {
            throw refused(
                    "engine.spec.sources is for Slipway to write, and with create: false it writes nothing",
                    "remove one of them");
        }
        if (desired.target() != null && settings().creates() && !new Fields(spec()).has("kubeConfig")) {
            throw refused(
                    "the environment is in cluster " + desired.target() + ", but Flux in " + desired.cluster()
                            + " is not told how to get there",
                    "set engine.spec.kubeConfig.secretRef.name to the Secret in namespace " + namespace()
                            + " with that cluster's kubeconfig");
        }
    }

    private PermanentFailure refused(String seen, String nextStep) {
        return new PermanentFailure(Segment.CONFIG, desired.environment() + ": " + seen, nextStep);
    }

    private static Map<String, Object> without(@Nullable Map<String, Object> spec) {
        if (spec == null) {
            return Map.of();
        }
        var rest = new LinkedHashMap<>(spec);
        rest.remove(SOURCE);
        rest.remove(FluxSources.KEY);
        return rest;
    }
}
