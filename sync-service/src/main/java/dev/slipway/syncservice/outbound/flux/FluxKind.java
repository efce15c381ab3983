package dev.slipway.syncservice.outbound.flux;

import dev.slipway.syncservice.outbound.engine.EngineObjects;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Kinds of Flux' objects, with the versions of them that we read: the one we like best first. */
enum FluxKind {
    GIT_REPOSITORY(FluxKind.SOURCES, "GitRepository", "gitrepositories", "v1", "v1beta2"),
    OCI_REPOSITORY(FluxKind.SOURCES, "OCIRepository", "ocirepositories", "v1", "v1beta2"),
    HELM_REPOSITORY(FluxKind.SOURCES, "HelmRepository", "helmrepositories", "v1", "v1beta2"),
    HELM_CHART(FluxKind.SOURCES, "HelmChart", "helmcharts", "v1", "v1beta2"),
    KUSTOMIZATION("kustomize.toolkit.fluxcd.io", "Kustomization", "kustomizations", "v1", "v1beta2"),
    HELM_RELEASE("helm.toolkit.fluxcd.io", "HelmRelease", "helmreleases", "v2", "v2beta2", "v2beta1");

    static final String SOURCES = "source.toolkit.fluxcd.io";

    private final String group;
    private final String kind;
    private final String plural;

    @SuppressWarnings("ImmutableEnumChecker") // of List.of
    private final List<String> versions;

    FluxKind(String group, String kind, String plural, String... versions) {
        this.group = group;
        this.kind = kind;
        this.plural = plural;
        this.versions = List.of(versions);
    }

    static Optional<FluxKind> of(String kind) {
        return Arrays.stream(values()).filter(one -> one.kind.equals(kind)).findFirst();
    }

    String group() {
        return group;
    }

    String plural() {
        return plural;
    }

    List<String> versions() {
        return versions;
    }

    ResourceDefinitionContext in(String version) {
        return EngineObjects.kind(group, version, kind, plural);
    }

    @Override
    public String toString() {
        return kind;
    }
}
