package dev.slipway.outside.database;

import dev.slipway.outside.http.PortTaken;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;

/** A PostgreSQL server on the loopback address, with a folder that outlives it and settings that survive a crash. */
public final class Database implements AutoCloseable {
    private static final Duration START_MAX = Duration.ofSeconds(30);
    private final EmbeddedPostgres server;
    private final String password;

    private Database(EmbeddedPostgres server, String password) {
        this.server = server;
        this.password = password;
    }

    /** A port of 0 means: any that is free. A server that a killed process of ours left behind on the folder is stopped first. */
    public static Database start(Path folder, int port) throws IOException {
        Files.createDirectories(folder);
        LeftBehind.end(folder);
        var access = Access.of(folder);
        access.prepare();
        var builder = EmbeddedPostgres.builder()
                .setDataDirectory(folder)
                .setCleanDataDirectory(false)
                .setOverrideWorkingDirectory(programs().toFile())
                .setPGStartupWait(START_MAX)
                .setConnectConfig("password", access.password())
                .setServerConfig("listen_addresses", "127.0.0.1")
                // The library starts it for tests, where nothing needs to survive.
                .setServerConfig("fsync", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("shared_buffers", "32MB")
                .setServerConfig("max_connections", "40")
                .setPort(PortTaken.free(port, "the database"));
        var server = builder.start();
        try {
            access.close(server);
        } catch (IOException | SQLException e) {
            server.close();
            throw new IOException("the database in " + folder + " does not take a password", e);
        }
        return new Database(server, access.password());
    }

    /** Unpacked once for all servers of a user, and for nobody else. */
    private static Path programs() throws IOException {
        var cache = System.getenv("XDG_CACHE_HOME");
        var base =
                cache == null || cache.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(cache);
        return Files.createDirectories(base.resolve("slipway").resolve("postgresql"));
    }

    public int port() {
        return server.getPort();
    }

    /** With user and password, so that it is all a client needs. */
    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + port() + "/postgres?user=" + user() + "&password=" + password;
    }

    /** Stops a server that a killed process of ours left behind on the folder; nobody else's. */
    public static void endLeftBehind(Path folder) throws IOException {
        LeftBehind.end(folder);
    }

    public String user() {
        return "postgres";
    }

    public String password() {
        return password;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
