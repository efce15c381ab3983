package dev.slipway.console.outbound;

import dev.slipway.console.core.delivery.StoreUnavailable;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** JDBC without its ceremony: one transaction, parameters in their order, errors told apart. */
final class Sql {
    private static final int FETCHED = 500;
    private final DataSource source;

    Sql(DataSource source) {
        this.source = source;
    }

    interface Work<T> {
        T on(Transaction transaction) throws SQLException;
    }

    interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    interface RowTaker {
        void take(ResultSet row) throws SQLException;
    }

    /**
     * @throws StoreUnavailable if trying again may help
     * @throws IllegalArgumentException if the database will never take it
     */
    <T> T transaction(Work<T> work) {
        try (var connection = source.getConnection()) {
            connection.setAutoCommit(false);
            try {
                var done = work.on(new Transaction(connection));
                connection.commit();
                return done;
            } catch (SQLException | RuntimeException e) {
                rollBack(connection, e);
                throw e;
            }
        } catch (SQLException e) {
            throw told(e);
        }
    }

    private static void rollBack(Connection connection, Exception because) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            because.addSuppressed(e);
        }
    }

    /** Of the classes of errors, 22 (data), 23 (constraints) and 54 (limits) are about what was to be written. */
    private static RuntimeException told(SQLException e) {
        var state = e.getSQLState() == null ? "" : e.getSQLState();
        return state.startsWith("22") || state.startsWith("23") || state.startsWith("54")
                ? new IllegalArgumentException(e.getMessage(), e)
                : new StoreUnavailable("the database does not answer: " + e.getMessage(), e);
    }

    record Transaction(Connection connection) {

        int update(String sql, @Nullable Object... parameters) throws SQLException {
            try (var statement = prepared(sql, parameters)) {
                return statement.executeUpdate();
            }
        }

        <T> List<T> query(String sql, Reader<T> reader, @Nullable Object... parameters) throws SQLException {
            try (var statement = prepared(sql, parameters);
                    var rows = statement.executeQuery()) {
                var read = new ArrayList<T>();
                while (rows.next()) {
                    read.add(reader.read(rows));
                }
                return read;
            }
        }

        /** Hands over row by row what may be much; no more than a few hundred are held at a time. */
        void each(String sql, RowTaker taker, @Nullable Object... parameters) throws SQLException {
            try (var statement = prepared(sql, parameters)) {
                statement.setFetchSize(FETCHED);
                try (var rows = statement.executeQuery()) {
                    while (rows.next()) {
                        taker.take(rows);
                    }
                }
            }
        }

        /** One column of many rows. The driver's own batches die of an Error when the link is cut. */
        <T> Array column(String type, Collection<T> rows, Function<T, @Nullable Object> value) throws SQLException {
            return connection.createArrayOf(
                    type, rows.stream().map(row -> written(value.apply(row))).toArray());
        }

        private PreparedStatement prepared(String sql, @Nullable Object... parameters) throws SQLException {
            var statement = connection.prepareStatement(sql);
            for (var i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, written(parameters[i]));
            }
            return statement;
        }

        /** PostgreSQL's text cannot hold a NUL. */
        private static @Nullable Object written(@Nullable Object value) {
            return switch (value) {
                case Instant instant -> instant.atOffset(ZoneOffset.UTC);
                case String text -> text.replace('\0', '\uFFFD');
                case null, default -> value;
            };
        }
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
