package dev.slipway.console.outbound;

import dev.slipway.console.core.delivery.Deliveries.Changed;
import dev.slipway.console.core.delivery.DeliveryFold;
import dev.slipway.console.core.delivery.DeliveryView;
import dev.slipway.console.core.delivery.RawEvent;
import dev.slipway.console.core.engine.ClusterEngineView;
import dev.slipway.console.core.engine.EngineView;
import dev.slipway.events.PushEvent.BranchPushed;
import dev.slipway.events.SyncEvent.SyncProgressed;
import dev.slipway.events.wire.Json;
import dev.slipway.events.wire.WireNames;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.SequencedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;

/** Events as they came, and each delivery folded from its own. */
record Keeping(Sql.Transaction transaction, Predicate<BranchPushed> followed) {
    static final int EVENTS_MAX = 2_000;
    private static final String PROGRESSED = WireNames.of(SyncProgressed.class);

    Changed keep(List<RawEvent> events) throws SQLException {
        var touched = new TreeSet<UUID>();
        var engines = new ArrayList<EngineView>();
        var clusterEngines = new ArrayList<ClusterEngineView>();
        for (var event : inserted(events)) {
            dropOvertaken(event);
            if (event.delivery() != null) {
                touched.add(event.delivery());
            }
            if (PostgresEngines.isAbout(event)) {
                PostgresEngines.keep(transaction, event).ifPresent(engines::add);
            }
            if (PostgresClusterEngines.isAbout(event)) {
                PostgresClusterEngines.keep(transaction, event).ifPresent(clusterEngines::add);
            }
        }
        var deliveries = changed(touched);
        for (var delivery : deliveries) {
            PostgresClusterEngines.keepInstallation(transaction, delivery).ifPresent(clusterEngines::add);
        }
        return new Changed(deliveries, engines, clusterEngines);
    }

    /** Those that were not there before. */
    private List<RawEvent> inserted(List<RawEvent> events) throws SQLException {
        var ids = new HashSet<>(transaction.query(
                "insert into console.event (" + EventRow.COLUMNS + ") "
                        + "select * from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing returning id",
                row -> row.getObject("id", UUID.class),
                transaction.column("uuid", events, RawEvent::id),
                transaction.column("uuid", events, RawEvent::delivery),
                transaction.column("uuid", events, RawEvent::cause),
                transaction.column("text", events, RawEvent::type),
                transaction.column("text", events, RawEvent::source),
                transaction.column("text", events, RawEvent::subject),
                transaction.column("text", events, RawEvent::project),
                transaction.column("timestamptz", events, RawEvent::time),
                transaction.column("text", events, RawEvent::data)));
        return events.stream().filter(event -> ids.remove(event.id())).toList();
    }

    /** How far a release was is of use until it is further: as many as may be said of it must not crowd out its end. */
    private void dropOvertaken(RawEvent event) throws SQLException {
        var again = event.subject().lastIndexOf('#');
        if (event.type().equals(PROGRESSED) && again > 0) {
            transaction.update(
                    "delete from console.event where delivery = ? and type = ? and starts_with(subject, ?) and at < ?",
                    event.delivery(),
                    PROGRESSED,
                    event.subject().substring(0, again + 1),
                    event.time().atOffset(ZoneOffset.UTC));
        }
    }

    private List<DeliveryView> changed(SequencedSet<UUID> deliveries) throws SQLException {
        if (deliveries.isEmpty()) {
            return List.of();
        }
        // Two instances may hold events of one delivery for a moment, while partitions move.
        transaction.query(
                "select pg_advisory_xact_lock(locked) from unnest(?) locked",
                _ -> true,
                transaction.column("bigint", deliveries, UUID::getMostSignificantBits));
        var folding = new Folding();
        transaction.each(
                "select " + EventRow.COLUMNS + " from unnest(?) wanted cross join lateral (select " + EventRow.COLUMNS
                        + " from console.event where delivery = wanted order by at, id limit " + EVENTS_MAX
                        + ") events",
                row -> folding.take(EventRow.event(row)),
                transaction.column("uuid", deliveries, delivery -> delivery));
        var views = folding.end();
        write(views);
        return views;
    }

    /** Folds each delivery when its last event has come. */
    private final class Folding {
        private final List<DeliveryView> folded = new ArrayList<>();
        private final List<RawEvent> events = new ArrayList<>();

        void take(RawEvent event) {
            if (!events.isEmpty() && !Objects.equals(events.getFirst().delivery(), event.delivery())) {
                fold();
            }
            events.add(event);
        }

        List<DeliveryView> end() {
            if (!events.isEmpty()) {
                fold();
            }
            return folded;
        }

        private void fold() {
            var delivery = Objects.requireNonNull(events.getFirst().delivery());
            folded.add(DeliveryFold.fold(delivery, EventRow.facts(events), followed));
            events.clear();
        }
    }

    private void write(List<DeliveryView> views) throws SQLException {
        transaction.update(
                """
                insert into console.delivery (id, project, started, ended, state, idle, view)
                select * from unnest(?, ?, ?, ?, ?, ?, ?)
                on conflict (id) do update set project = excluded.project, started = excluded.started,
                  ended = excluded.ended, state = excluded.state, idle = excluded.idle, view = excluded.view""",
                transaction.column("uuid", views, DeliveryView::id),
                transaction.column("text", views, DeliveryView::project),
                transaction.column("timestamptz", views, DeliveryView::started),
                transaction.column("timestamptz", views, DeliveryView::ended),
                transaction.column("text", views, view -> view.state().style()),
                transaction.column("boolean", views, DeliveryView::idle),
                transaction.column("text", views, view -> new String(Json.write(view), StandardCharsets.UTF_8)));
    }
}
