package dev.slipway.console.outbound;

import dev.slipway.console.core.delivery.RawEvent;
import dev.slipway.console.core.engine.ClusterEngineView;
import dev.slipway.console.core.engine.ClusterEngines;
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
        return written == 0 ? Optional.empty() : Optional.of(ClusterEngineView.of(found));
    }

    @Override
    public List<ClusterEngineView> newest(@Nullable String cluster) {
        return sql.transaction(transaction ->
                transaction.query("""
                select data from console.cluster_engine
                where cluster = coalesce(?, cluster) order by cluster, engine""", row -> ClusterEngineView.of(found(row.getString("data"))), cluster));
    }

    private static EngineFound found(String data) {
        return Json.read(data.getBytes(StandardCharsets.UTF_8), EngineFound.class);
    }
}
