package dev.slipway.console.core.work;

import dev.slipway.console.core.delivery.RawEvent;
import dev.slipway.console.core.work.DesiredRows.DesiredRow;
import dev.slipway.console.core.work.Requests.Again;
import dev.slipway.events.CommandEvent;
import dev.slipway.events.ConfigEvent;
import dev.slipway.events.Event;
import dev.slipway.events.ImageEvent;
import dev.slipway.events.NoticeEvent;
import dev.slipway.events.PushEvent;
import dev.slipway.events.SyncEvent;
import dev.slipway.events.values.EnvironmentRef;
import dev.slipway.events.wire.Json;
import dev.slipway.events.wire.WireNames;
import dev.slipway.service.control.Control.Recorded;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a service reads of what happened. A sync-service reads no facts, but the row of each environment: of those that the facts are
 * about, it is the row of today that is read again, for an older one would only be passed over.
 */
final class Inputs {
    private static final Map<String, Set<String>> READ = Map.of(
            "build-service", Set.of("push"),
            "config-updater", Set.of("push", "image", "command", "config", "sync"),
            "notifier", Set.of("push", "image", "config", "sync"));
    private static final Map<String, String> TOPICS = topics();
    private static final Map<String, Class<? extends Event>> OF_RELEASES =
            WireNames.of(List.of(ConfigEvent.class, SyncEvent.class));
    private static final String SYNC = "sync-service";
    private final DesiredRows rows;
    private final List<String> clusters;

    Inputs(DesiredRows rows, List<String> clusters) {
        this.rows = rows;
        this.clusters = clusters;
    }

    Set<String> services() {
        var all = new TreeSet<>(READ.keySet());
        all.add(SYNC);
        clusters.forEach(cluster -> all.add(syncOf(cluster)));
        return all;
    }

    boolean readsRows(String service) {
        return !READ.containsKey(service);
    }

    List<Again> facts(String service, List<RawEvent> happened) {
        var read = READ.getOrDefault(service, Set.of());
        return happened.stream()
                .filter(fact -> read.contains(TOPICS.getOrDefault(fact.type(), "")))
                .map(fact -> new Again(service, fact.project(), recorded(fact)))
                .toList();
    }

    List<DesiredRow> rows(String service, List<RawEvent> happened) {
        var environments =
                happened.stream().flatMap(fact -> environment(fact).stream()).collect(Collectors.toSet());
        return rows.of(environments).stream()
                .filter(row -> service.equals(SYNC)
                        || service.equals(syncOf(row.desired().cluster())))
                .filter(row -> clusters.contains(row.desired().cluster()))
                .toList();
    }

    static Again again(DesiredRow row) {
        return new Again(syncOf(row.desired().cluster()), row.desired().project(), row.record());
    }

    private static String syncOf(String cluster) {
        return SYNC + "." + cluster;
    }

    private static Optional<EnvironmentRef> environment(RawEvent fact) {
        var type = OF_RELEASES.get(fact.type());
        if (type == null) {
            return Optional.empty();
        }
        return switch (Json.read(fact.data().getBytes(StandardCharsets.UTF_8), type)) {
            case ConfigEvent.ReleaseEvent config -> Optional.of(config.release().environment());
            case ConfigEvent.LineEvent config -> Optional.of(config.environment());
            case SyncEvent.OfRelease sync -> Optional.of(sync.release().environment());
            case SyncEvent.EngineObserved seen -> Optional.of(seen.environment());
            default -> Optional.empty();
        };
    }

    private static Recorded recorded(RawEvent event) {
        var headers = new HashMap<String, String>();
        headers.put("ce_specversion", "1.0");
        headers.put("ce_id", event.id().toString());
        headers.put("ce_type", event.type());
        headers.put("ce_source", event.source());
        headers.put("ce_subject", event.subject());
        headers.put("ce_time", event.time().toString());
        if (event.delivery() != null) {
            headers.put("ce_delivery", event.delivery().toString());
        }
        if (event.cause() != null) {
            headers.put("ce_cause", event.cause().toString());
        }
        return new Recorded(
                Objects.requireNonNull(TOPICS.get(event.type())),
                headers,
                event.data().getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, String> topics() {
        var topics = new HashMap<String, String>();
        Map<String, Class<? extends Event>> families = Map.of(
                "push", PushEvent.class,
                "image", ImageEvent.class,
                "command", CommandEvent.class,
                "config", ConfigEvent.class,
                "sync", SyncEvent.class,
                "notice", NoticeEvent.class);
        families.forEach(
                (topic, family) -> WireNames.factsOf(family).forEach(fact -> topics.put(WireNames.of(fact), topic)));
        return Map.copyOf(topics);
    }
}
