package dev.slipway.console.outbound;

import dev.slipway.console.core.delivery.Deliveries;
import dev.slipway.console.core.delivery.DeliveryFold;
import dev.slipway.console.core.delivery.DeliveryView;
import dev.slipway.console.core.delivery.RawEvent;
import dev.slipway.console.core.engine.ClusterEngineView;
import dev.slipway.console.core.engine.EngineView;
import dev.slipway.events.CommandEvent;
import dev.slipway.events.ConfigEvent;
import dev.slipway.events.ConfigEvent.ConfigUpdated;
import dev.slipway.events.Fact;
import dev.slipway.events.ImageEvent;
import dev.slipway.events.ImageEvent.ImageBuilt;
import dev.slipway.events.NoticeEvent;
import dev.slipway.events.PushEvent;
import dev.slipway.events.PushEvent.BranchPushed;
import dev.slipway.events.SyncEvent;
import dev.slipway.events.SyncEvent.ReleaseLive;
import dev.slipway.events.values.ApplicationRef;
import dev.slipway.events.values.EnvironmentRef;
import dev.slipway.events.values.Release;
import dev.slipway.events.wire.EventCodec;
import dev.slipway.events.wire.Json;
import dev.slipway.events.wire.WireNames;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Events as they came, and each delivery folded from its own, in one transaction. */
public final class PostgresDeliveries implements Deliveries {
    private static final String COLUMNS = "id, delivery, cause, type, source, subject, project, at, data";
    private static final String LIVE = WireNames.of(ReleaseLive.class);
    private static final String UPDATED = WireNames.of(ConfigUpdated.class);
    private static final String BUILT = WireNames.of(ImageBuilt.class);
    /** As its index has it. */
    private static final String OF_LINES = "(type like 'dev.slipway.config.%' or type like 'dev.slipway.sync.%')";

    private static final int EVENTS_MAX = 2_000;
    private final Sql sql;
    private final EventCodec codec = new EventCodec(List.of(
            PushEvent.class,
            ImageEvent.class,
            CommandEvent.class,
            ConfigEvent.class,
            SyncEvent.class,
            NoticeEvent.class));

    public PostgresDeliveries(DataSource source) {
        sql = new Sql(source);
    }

    @Override
    public Changed keep(Collection<RawEvent> events, Predicate<BranchPushed> followed) {
        return sql.transaction(transaction -> {
            var touched = new TreeSet<UUID>();
            var engines = new ArrayList<EngineView>();
            var clusterEngines = new ArrayList<ClusterEngineView>();
            for (var event : events) {
                if (!insert(transaction, event)) {
                    continue;
                }
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
            var changed = new ArrayList<DeliveryView>();
            for (var delivery : touched) {
                // Two instances may hold events of one delivery for a moment, while partitions move.
                transaction.query("select pg_advisory_xact_lock(?)", _ -> true, delivery.getMostSignificantBits());
                var view = DeliveryFold.fold(delivery, facts(transaction, delivery), followed);
                write(transaction, view);
                changed.add(view);
            }
            return new Changed(changed, engines, clusterEngines);
        });
    }

    private static boolean insert(Sql.Transaction transaction, RawEvent event) throws SQLException {
        return transaction.update(
                        "insert into console.event (" + COLUMNS
                                + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing",
                        event.id(),
                        event.delivery(),
                        event.cause(),
                        event.type(),
                        event.source(),
                        event.subject(),
                        event.project(),
                        event.time(),
                        event.data())
                > 0;
    }

    private static void write(Sql.Transaction transaction, DeliveryView view) throws SQLException {
        transaction.update(
                """
                insert into console.delivery (id, project, started, ended, state, idle, view) values (?, ?, ?, ?, ?, ?, ?)
                on conflict (id) do update set project = excluded.project, started = excluded.started,
                  ended = excluded.ended, state = excluded.state, idle = excluded.idle, view = excluded.view""",
                view.id(),
                view.project(),
                view.started(),
                view.ended(),
                view.state().style(),
                view.idle(),
                new String(Json.write(view), StandardCharsets.UTF_8));
    }

    private List<Fact<?>> facts(Sql.Transaction transaction, UUID delivery) throws SQLException {
        return facts(events(transaction, delivery));
    }

    private List<Fact<?>> facts(List<RawEvent> events) {
        var facts = new ArrayList<Fact<?>>();
        for (var event : events) {
            codec.decode(headers(event), event.data().getBytes(StandardCharsets.UTF_8))
                    .ifPresent(facts::add);
        }
        return facts;
    }

    private static Map<String, String> headers(RawEvent event) {
        var headers = new HashMap<String, String>();
        headers.put("ce_id", event.id().toString());
        headers.put("ce_type", event.type());
        headers.put("ce_source", event.source());
        headers.put("ce_time", event.time().toString());
        return headers;
    }

    private static List<RawEvent> events(Sql.Transaction transaction, UUID delivery) throws SQLException {
        return transaction.query(
                "select " + COLUMNS + " from console.event where delivery = ? order by at, id limit " + EVENTS_MAX,
                PostgresDeliveries::event,
                delivery);
    }

    @Override
    public List<DeliveryView> newest(int limit, @Nullable UUID before) {
        return sql.transaction(transaction -> before == null
                ? transaction.query(
                        "select view from console.delivery where not idle order by started desc, id desc limit ?",
                        PostgresDeliveries::view,
                        limit)
                : transaction.query("""
                        select view from console.delivery where not idle
                          and (started, id) < (select started, id from console.delivery where id = ?)
                        order by started desc, id desc limit ?""", PostgresDeliveries::view, before, limit));
    }

    @Override
    public Optional<DeliveryView> find(UUID id) {
        return sql.transaction(transaction -> transaction.query("""
                select view from console.delivery
                where id = ? or id in (select delivery from console.event where id = ? or cause = ?)
                order by id = ? desc, started desc limit 1""", PostgresDeliveries::view, id, id, id, id)).stream()
                .findFirst();
    }

    @Override
    public List<RawEvent> eventsOf(UUID delivery) {
        return sql.transaction(transaction -> events(transaction, delivery));
    }

    @Override
    public List<RawEvent> between(Instant from, Instant to, int most) {
        return sql.transaction(transaction -> transaction.query(
                "select " + COLUMNS + " from console.event where at >= ? and at < ? order by at, id limit ?",
                PostgresDeliveries::event,
                from.atOffset(ZoneOffset.UTC),
                to.atOffset(ZoneOffset.UTC),
                most));
    }

    @Override
    public Optional<ReleaseLive> lastLive(EnvironmentRef environment) {
        return sql
                .transaction(transaction -> transaction.query(
                        "select data from console.event where type = '" + LIVE
                                + "' and project = ? and starts_with(subject, ?) order by at desc, id limit 1",
                        row -> Json.read(row.getString("data").getBytes(StandardCharsets.UTF_8), ReleaseLive.class),
                        environment.project(),
                        environment + "/"))
                .stream()
                .findFirst();
    }

    @Override
    public List<Fact<?>> ofLine(EnvironmentRef environment, String application, int most) {
        var found = sql.transaction(transaction -> transaction.query(
                "select " + COLUMNS + " from console.event where " + OF_LINES
                        + " and split_part(subject, '@', 1) = ? order by at desc, seq desc limit ?",
                PostgresDeliveries::event,
                environment + "/" + application,
                most));
        return facts(found.reversed());
    }

    @Override
    public List<Release> written(EnvironmentRef environment, String application, String idBegins) {
        return sql.transaction(transaction -> transaction.query(
                "select distinct on (data::jsonb -> 'release' ->> 'id') data from console.event where " + OF_LINES
                        + " and split_part(subject, '@', 1) = ? and type = '" + UPDATED
                        + "' and starts_with(data::jsonb -> 'release' ->> 'id', ?) limit 3",
                row -> Json.read(row.getString("data").getBytes(StandardCharsets.UTF_8), ConfigUpdated.class)
                        .release(),
                environment + "/" + application,
                idBegins));
    }

    @Override
    public List<ImageBuilt> images(ApplicationRef application, int most) {
        return sql.transaction(transaction -> transaction.query(
                "select data from console.event where type = '" + BUILT
                        + "' and split_part(subject, '@', 1) = ? order by at desc, seq desc limit ?",
                row -> Json.read(row.getString("data").getBytes(StandardCharsets.UTF_8), ImageBuilt.class),
                application.toString(),
                most));
    }

    private static DeliveryView view(ResultSet row) throws SQLException {
        return Json.read(row.getString("view").getBytes(StandardCharsets.UTF_8), DeliveryView.class);
    }

    private static RawEvent event(ResultSet row) throws SQLException {
        return new RawEvent(
                row.getObject("id", UUID.class),
                row.getObject("delivery", UUID.class),
                row.getObject("cause", UUID.class),
                row.getString("type"),
                row.getString("source"),
                row.getString("subject"),
                row.getString("project"),
                Sql.instant(row, "at"),
                row.getString("data"));
    }
}
