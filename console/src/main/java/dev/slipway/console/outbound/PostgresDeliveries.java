package dev.slipway.console.outbound;

import dev.slipway.console.core.delivery.Deliveries;
import dev.slipway.console.core.delivery.DeliveryView;
import dev.slipway.console.core.delivery.RawEvent;
import dev.slipway.events.ConfigEvent.ConfigUpdated;
import dev.slipway.events.Fact;
import dev.slipway.events.ImageEvent.ImageBuilt;
import dev.slipway.events.PushEvent.BranchPushed;
import dev.slipway.events.SyncEvent.ReleaseLive;
import dev.slipway.events.values.ApplicationRef;
import dev.slipway.events.values.EnvironmentRef;
import dev.slipway.events.values.Release;
import dev.slipway.events.wire.Json;
import dev.slipway.events.wire.WireNames;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Events as they came, and each delivery folded from its own, in one transaction. */
public final class PostgresDeliveries implements Deliveries {
    private static final String LIVE = WireNames.of(ReleaseLive.class);
    private static final String UPDATED = WireNames.of(ConfigUpdated.class);
    private static final String BUILT = WireNames.of(ImageBuilt.class);
    /** As its index has it. */
    private static final String OF_LINES = "(type like 'dev.slipway.config.%' or type like 'dev.slipway.sync.%')";

    private final Sql sql;

    public PostgresDeliveries(DataSource source) {
        sql = new Sql(source);
    }

    @Override
    public Changed keep(Collection<RawEvent> events, Predicate<BranchPushed> followed) {
        return sql.transaction(transaction -> new Keeping(transaction, followed).keep(List.copyOf(events)));
    }

    private static List<RawEvent> events(Sql.Transaction transaction, UUID delivery) throws SQLException {
        return transaction.query(
                "select " + EventRow.COLUMNS + " from console.event where delivery = ? order by at, id limit "
                        + Keeping.EVENTS_MAX,
                EventRow::event,
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
                "select " + EventRow.COLUMNS + " from console.event where at >= ? and at < ? order by at, id limit ?",
                EventRow::event,
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
                "select " + EventRow.COLUMNS + " from console.event where " + OF_LINES
                        + " and split_part(subject, '@', 1) = ? order by at desc, seq desc limit ?",
                EventRow::event,
                environment + "/" + application,
                most));
        return EventRow.facts(found.reversed());
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
}
