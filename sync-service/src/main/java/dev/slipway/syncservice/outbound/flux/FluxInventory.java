package dev.slipway.syncservice.outbound.flux;

import dev.slipway.syncservice.core.Manifest;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What Flux has applied, as it notes it itself: {@code <namespace>_<name>_<group>_<kind>}. */
final class FluxInventory {
    private FluxInventory() {}

    static int size(FluxObject applier) {
        return applier.status().at("inventory").list("entries").size();
    }

    /** @param path where it comes from */
    static List<Manifest> workloads(FluxObject applier, String path) {
        return applier.status().at("inventory").list("entries").stream()
                .map(entry -> manifest(entry.text("id", ""), entry.text("v", ""), path))
                .flatMap(Optional::stream)
                .filter(Manifest::rolledOut)
                .toList();
    }

    /** What of it is Flux' own again: a HelmRelease, say, of which only Flux knows why it is not ready. */
    static List<Manifest> ofFlux(FluxObject applier) {
        return applier.status().at("inventory").list("entries").stream()
                .filter(entry -> entry.text("id", "").contains(".toolkit.fluxcd.io_"))
                .map(entry -> manifest(entry.text("id", ""), entry.text("v", ""), ""))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Manifest> manifest(String id, String version, String path) {
        var first = id.indexOf('_');
        var last = id.lastIndexOf('_');
        var group = last < 0 ? -1 : id.lastIndexOf('_', last - 1);
        if (first < 0 || group <= first) {
            return Optional.empty();
        }
        var apiGroup = id.substring(group + 1, last);
        return Optional.of(new Manifest(
                path,
                0,
                apiGroup.isEmpty() ? version : apiGroup + "/" + version,
                id.substring(last + 1),
                first == 0 ? null : id.substring(0, first),
                id.substring(first + 1, group),
                Map.of()));
    }
}
