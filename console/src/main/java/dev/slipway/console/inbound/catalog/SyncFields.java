package dev.slipway.console.inbound.catalog;

import dev.slipway.events.catalog.Engine;
import dev.slipway.events.catalog.Sync;
import dev.slipway.events.catalog.Zones;
import dev.slipway.service.sync.SyncStrategies;
import dev.slipway.service.sync.SyncStrategy;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** When an environment is brought to what Git says. What its strategy can't understand is refused here, and not when it is needed. */
final class SyncFields {
    private static final String WHEN = "when";
    private static final SyncStrategies STRATEGIES = SyncStrategies.found();

    private final Fields fields;
    private final Problems problems;

    private SyncFields(Fields fields, Problems problems) {
        this.fields = fields;
        this.problems = problems;
    }

    static @Nullable Sync of(Fields environment, Engine engine, Problems problems) {
        var fields = environment.optionalMap("sync", Keys.SYNC);
        if (fields == null) {
            return null;
        }
        var sync = new SyncFields(fields, problems).sync();
        refuseASecondHand(fields, sync, engine, problems);
        return sync;
    }

    private Sync sync() {
        var sync = new Sync(
                fields.oneOf(WHEN, STRATEGIES.names()),
                fields.has(SyncStrategy.AT) ? fields.textOrTexts(SyncStrategy.AT) : null,
                fields.optionalText(SyncStrategy.RULE),
                fields.optionalText(SyncStrategy.ZONE));
        STRATEGIES.named(sync.when()).ifPresent(strategy -> check(sync, strategy));
        return sync;
    }

    private void check(Sync sync, SyncStrategy strategy) {
        Stream.of(SyncStrategy.AT, SyncStrategy.RULE, SyncStrategy.ZONE)
                .filter(key -> fields.has(key)
                        && !strategy.needs().contains(key)
                        && !strategy.takes().contains(key))
                .forEach(key -> problems.add(
                        fields.at(key), "'" + key + "' means nothing to when: " + strategy.name() + "; remove it"));
        var zone = sync.zone();
        if (zone != null) {
            understood(() -> Zones.zone(zone), SyncStrategy.ZONE);
        }
        var missing = strategy.needs().stream()
                .filter(key -> !fields.has(key))
                .sorted()
                .toList();
        if (!missing.isEmpty()) {
            problems.add(
                    fields.at(WHEN),
                    "when: " + strategy.name() + " needs '" + String.join("' and '", missing) + "'; add it");
            return;
        }
        // What is wrong with the zone has been said.
        var understandable = new Sync(sync.when(), sync.at(), sync.rule(), null);
        understood(
                () -> strategy.of(understandable),
                strategy.needs().stream().findFirst().orElse(WHEN));
    }

    private void understood(Runnable reading, String key) {
        try {
            reading.run();
        } catch (IllegalArgumentException e) {
            problems.add(fields.at(key), String.valueOf(e.getMessage()));
        }
    }

    /** What an engine of its own syncs by itself waits for nobody. */
    private static void refuseASecondHand(Fields fields, Sync sync, Engine engine, Problems problems) {
        if (!sync.goesAtOnce() && List.of("argocd", "flux").contains(engine.type()) && engine.syncsItself()) {
            problems.add(
                    fields.at(WHEN),
                    "engine " + engine.type() + " syncs by itself and would not wait; add autoSync: false to 'engine'");
        }
    }
}
