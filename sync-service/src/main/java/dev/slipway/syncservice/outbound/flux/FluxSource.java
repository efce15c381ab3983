package dev.slipway.syncservice.outbound.flux;

import dev.slipway.events.values.Segment;
import dev.slipway.service.PermanentFailure;
import dev.slipway.syncservice.outbound.engine.Fields;

/** Where a Kustomization or HelmRelease has its content from. */
record FluxSource(FluxKind kind, String namespace, String name) {

    static FluxSource own(FluxEnvironment environment) {
        return new FluxSource(FluxKind.GIT_REPOSITORY, environment.namespace(), environment.name());
    }

    /** @throws PermanentFailure if it has no commits that we could compare */
    static FluxSource of(FluxKind applier, String object, String namespace, Fields spec) {
        var chart = spec.at("chart", "spec");
        var ref = applier == FluxKind.HELM_RELEASE ? chart.at("sourceRef") : spec.at("sourceRef");
        var kind = FluxKind.of(ref.text("kind", ""))
                .filter(one -> one == FluxKind.GIT_REPOSITORY
                        || (one == FluxKind.OCI_REPOSITORY && applier == FluxKind.KUSTOMIZATION))
                .orElseThrow(() -> foreign(object, spec.has("chartRef") ? spec.at("chartRef") : ref));
        if (applier == FluxKind.HELM_RELEASE && !"Revision".equals(chart.text("reconcileStrategy"))) {
            throw new PermanentFailure(
                    Segment.ENGINE,
                    object
                            + " takes a chart anew only when its version is raised, so that a commit may never be applied",
                    "set spec.chart.spec.reconcileStrategy to Revision");
        }
        return new FluxSource(kind, ref.text("namespace", namespace), ref.text("name", ""));
    }

    private static PermanentFailure foreign(String object, Fields ref) {
        return new PermanentFailure(
                Segment.ENGINE,
                object + " has its content from a " + ref.text("kind", "source that it does not name")
                        + ", not from the config branch",
                "take a GitRepository as its source; a HelmRelease with a chart from elsewhere belongs as a file into the config path of"
                        + " an environment of kind kustomization");
    }

    @Override
    public String toString() {
        return kind + " " + namespace + "/" + name;
    }
}
