package dev.slipway.syncservice.outbound.argocd;

import dev.slipway.syncservice.core.Finding;
import dev.slipway.syncservice.core.Inspection;
import dev.slipway.syncservice.outbound.engine.EngineApi;
import java.io.IOException;

/** Argo CD as its cluster's API server shows it. */
public record ArgoInspection(EngineApi api, String namespace) implements Inspection {

    @Override
    public String engine() {
        return Declared.TYPE;
    }

    @Override
    public Finding now() throws IOException {
        var served = ArgoHealth.its(api.served("argoproj.io", ArgoHealth.VERSION));
        return api.workloads(ArgoHealth.PART_OF, namespace, !served.isEmpty())
                .map(workloads -> ArgoHealth.of(namespace, workloads, served))
                .orElseGet(() -> Finding.missing(Declared.TYPE, namespace));
    }
}
