package dev.slipway.console.outbound;

import dev.slipway.console.core.delivery.DeliveryView;
import dev.slipway.console.core.delivery.RawEvent;
import dev.slipway.console.core.engine.ClusterEngineView;
import dev.slipway.console.core.engine.ClusterEngines;
import dev.slipway.console.core.engine.LastInstallation;
import dev.slipway.events.SyncEvent.EngineFound;
import dev.slipway.events.wire.Json;
import dev.slipway.events.wire.WireNames;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A row for each cluster and engine. */
public final class PostgresClusterEngines implements ClusterEngines {
    private static final String TYPE = WireNames.of(EngineFound.class);
    private final Sql sql;

    public PostgresClusterEngines(DataSource source) {
        sql = new Sql(source);
    }

    static boolean isAbout(RawEvent event) {
        return event.type().equals(TYPE);
    }

    /** An older one than is known changes nothing. */
    static Optional<ClusterEngineView> keep(Sql.Transaction transaction, RawEvent event) throws SQLException {
        var found = found(event.data());
        var written = transaction.update("""
                insert into console.cluster_engine (cluster, engine, at, data) values (?, ?, ?, ?)
                on conflict (cluster, engine) do update set at = excluded.at, data = excluded.data
                where cluster_engine.at <= excluded.at""", found.cluster(), found.engine(), event.time(), event.data());
        return written == 0 ? Optional.empty() : one(transaction, found.cluster(), found.engine());
    }

    /** The one that was begun last is kept. */
    static Optional<ClusterEngineView> keepInstallation(Sql.Transaction transaction, DeliveryView delivery)
            throws SQLException {
        var last = LastInstallation.in(delivery);
        if (last.isEmpty()) {
            return Optional.empty();
        }
        var how = last.get().how();
        var written = transaction.update(
                """
                insert into console.cluster_install (cluster, engine, at, data) values (?, ?, ?, ?)
                on conflict (cluster, engine) do update set at = excluded.at, data = excluded.data
                where cluster_install.at <= excluded.at""",
                how.cluster(),
                how.engine(),
                delivery.started(),
                new String(Json.write(last.get()), StandardCharsets.UTF_8));
        return written == 0 ? Optional.empty() : one(transaction, how.cluster(), how.engine());
    }

    @Override
    public List<ClusterEngineView> newest(@Nullable String cluster) {
        return sql.transaction(transaction -> views(transaction, cluster, null));
    }

    private static Optional<ClusterEngineView> one(Sql.Transaction transaction, String cluster, String engine)
            throws SQLException {
        return views(transaction, cluster, engine).stream().findFirst();
    }

    private static List<ClusterEngineView> views(
            Sql.Transaction transaction, @Nullable String cluster, @Nullable String engine) throws SQLException {
        return transaction.query(
                """
                select found.data, install.data as installation
                from console.cluster_engine found left join console.cluster_install install using (cluster, engine)
                where cluster = coalesce(?, cluster) and engine = coalesce(?, engine) order by cluster, engine""",
                row -> {
                    var installation = row.getString("installation");
                    return ClusterEngineView.of(
                            found(row.getString("data")),
                            installation == null
                                    ? null
                                    : Json.read(installation.getBytes(StandardCharsets.UTF_8), LastInstallation.class));
                },
                cluster,
                engine);
    }

    private static EngineFound found(String data) {
        return Json.read(data.getBytes(StandardCharsets.UTF_8), EngineFound.class);
    }
}
