package dev.slipway.syncservice.core;

import dev.slipway.service.PermanentFailure;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the engines of a cluster themselves, and hands on what was found so twice: what only passes is not told. From time to time it
 * is told once more, for what got lost.
 */
public final class Inspecting {
    private final String cluster;
    private final String witness;
    private final List<Inspection> inspections;
    private final Hints hints;
    private final Map<String, Standing> standings = new ConcurrentHashMap<>();

    public Inspecting(String cluster, String witness, List<Inspection> inspections, Hints hints) {
        this.cluster = cluster;
        this.witness = witness;
        this.inspections = List.copyOf(inspections);
        this.hints = hints;
    }

    /** @param told the last that was */
    private record Standing(EngineInspected seen, @Nullable EngineInspected told) {

        boolean isNews() {
            return told == null
                    || !seen.finding().isLike(told.finding())
                    || !seen.at().isBefore(told.at().plus(Observer.TOLD_AGAIN));
        }
    }

    public void look(Instant now) {
        inspections.forEach(inspection -> look(inspection, now));
    }

    private void look(Inspection inspection, Instant now) {
        var engine = inspection.engine();
        var finding = found(inspection);
        var before = standings.get(engine);
        var same = before != null && finding.isLike(before.seen().finding()) ? before : null;
        var since = same == null ? now : same.seen().since();
        var seen = new EngineInspected(cluster, finding, since, now, witness);
        var standing = new Standing(seen, before == null ? null : before.told());
        if (same != null && standing.isNews()) {
            standings.put(engine, new Standing(seen, seen));
            tell(seen);
        } else {
            standings.put(engine, standing);
        }
    }

    private static Finding found(Inspection inspection) {
        try {
            return inspection.now();
        } catch (IOException | PermanentFailure e) {
            return Finding.unknown(inspection.engine(), inspection.namespace(), String.valueOf(e.getMessage()));
        }
    }

    private void tell(EngineInspected seen) {
        hints.store(seen).whenComplete((_, failed) -> {
            if (failed != null) {
                standings.computeIfPresent(
                        seen.finding().engine(), (_, standing) -> new Standing(standing.seen(), null));
            }
        });
    }
}
