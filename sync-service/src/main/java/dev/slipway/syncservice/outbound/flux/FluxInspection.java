package dev.slipway.syncservice.outbound.flux;

import dev.slipway.syncservice.core.Finding;
import dev.slipway.syncservice.core.Inspection;
import dev.slipway.syncservice.outbound.engine.EngineApi;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;

/** Flux as its cluster's API server shows it. */
public record FluxInspection(EngineApi api, String namespace) implements Inspection {

    @Override
    public String engine() {
        return FluxEngine.TYPE;
    }

    @Override
    public Finding now() throws IOException {
        var served = served();
        return api.workloads(FluxHealth.PART_OF, namespace, !served.isEmpty())
                .map(workloads -> FluxHealth.of(namespace, workloads, served))
                .orElseGet(() -> Finding.missing(FluxEngine.TYPE, namespace));
    }

    private Map<FluxKind, String> served() throws IOException {
        var served = new EnumMap<FluxKind, String>(FluxKind.class);
        for (var kind : FluxKind.values()) {
            for (var version : kind.versions()) {
                if (api.served(kind.group(), version).contains(kind.plural())) {
                    served.put(kind, version);
                    break;
                }
            }
        }
        return served;
    }
}
