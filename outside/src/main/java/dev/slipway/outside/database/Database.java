package dev.slipway.outside.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/** A PostgreSQL server on the loopback address, with a folder that outlives it and settings that survive a crash. */
public final class Database implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Database.class);
    private static final Duration START_MAX = Duration.ofSeconds(30);
    private static final int STOP_SECONDS = 8;
    private final EmbeddedPostgres server;

    private Database(EmbeddedPostgres server) {
        this.server = server;
    }

    /** A port of 0 means: any that is free. */
    public static Database start(Path folder, int port) throws IOException {
        Files.createDirectories(folder);
        endLeftBehind(folder);
        var builder = EmbeddedPostgres.builder()
                .setDataDirectory(folder)
                .setCleanDataDirectory(false)
                .setPGStartupWait(START_MAX)
                .setServerConfig("listen_addresses", "127.0.0.1")
                // The library starts it for tests, where nothing needs to survive.
                .setServerConfig("fsync", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("shared_buffers", "32MB")
                .setServerConfig("max_connections", "40");
        if (port != 0) {
            builder.setPort(port);
        }
        return new Database(builder.start());
    }

    public int port() {
        return server.getPort();
    }

    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + port() + "/postgres";
    }

    public String user() {
        return "postgres";
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    /** Stops a server that a killed process of ours left behind on the folder; nobody else's. */
    public static void endLeftBehind(Path folder) throws IOException {
        var lock = folder.resolve("postmaster.pid");
        if (!Files.exists(lock)) {
            return;
        }
        var lines = Files.readAllLines(lock);
        var ours = lines.size() > 1 && Path.of(lines.get(1)).equals(folder.toRealPath());
        if (ours) {
            var pid = Long.parseLong(lines.getFirst().strip());
            ProcessHandle.of(pid).filter(Database::isPostgres).ifPresent(Database::end);
        }
        Files.deleteIfExists(lock);
    }

    private static boolean isPostgres(ProcessHandle process) {
        return Optional.ofNullable(process.info().command().orElse(null))
                .filter(command -> command.endsWith("postgres"))
                .isPresent();
    }

    private static void end(ProcessHandle process) {
        LOG.infof("ending the PostgreSQL that was left behind, process %d", process.pid());
        process.destroy();
        try {
            process.onExit().get(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
