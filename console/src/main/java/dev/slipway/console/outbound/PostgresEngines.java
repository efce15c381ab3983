package dev.slipway.console.outbound;

import dev.slipway.console.core.delivery.RawEvent;
import dev.slipway.console.core.engine.EngineStates;
import dev.slipway.console.core.engine.EngineView;
import dev.slipway.events.SyncEvent.EngineObserved;
import dev.slipway.events.wire.Json;
import dev.slipway.events.wire.WireNames;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A row for each environment: what is asked for often is not looked for among all that ever was. */
public final class PostgresEngines implements EngineStates {
    private static final String TYPE = WireNames.of(EngineObserved.class);
    private final Sql sql;

    public PostgresEngines(DataSource source) {
        sql = new Sql(source);
    }

    static boolean isAbout(RawEvent event) {
        return event.type().equals(TYPE);
    }

    /** An older one than is known changes nothing. */
    static Optional<EngineView> keep(Sql.Transaction transaction, RawEvent event) throws SQLException {
        var seen = seen(event.data());
        var written = transaction.update(
                """
                insert into console.engine (environment, project, cluster, at, data) values (?, ?, ?, ?, ?)
                on conflict (environment) do update set project = excluded.project, cluster = excluded.cluster,
                  at = excluded.at, data = excluded.data where engine.at <= excluded.at""", seen.environment().toString(), seen.project(), seen.cluster(), event.time(), event.data());
        return written == 0 ? Optional.empty() : Optional.of(EngineView.of(seen));
    }

    @Override
    public List<EngineObserved> newest(@Nullable String project, @Nullable String cluster) {
        return sql.transaction(
                transaction -> transaction.query("""
                select data from console.engine
                where project = coalesce(?, project) and cluster = coalesce(?, cluster) order by environment""", row -> seen(row.getString("data")), project, cluster));
    }

    private static EngineObserved seen(String data) {
        return Json.read(data.getBytes(StandardCharsets.UTF_8), EngineObserved.class);
    }
}
