package dev.slipway.syncservice.outbound.flux;

import java.util.Map;

/** A source that an environment has beside its own: for the charts that its content needs, say. */
record FluxBeside(FluxKind kind, String namespace, String name, Map<String, Object> spec) {

    /** Of a registry as a HelmRepository, Flux fetches nothing until a chart is asked for, and tells nothing of it. */
    boolean isFetched() {
        return kind != FluxKind.HELM_REPOSITORY || !"oci".equals(spec.get("type"));
    }

    @Override
    public String toString() {
        return kind + " " + namespace + "/" + name;
    }
}
