package dev.slipway.outside.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/** A server that outlived the process that started it: two on one folder would spoil it. */
final class LeftBehind {
    private static final Logger LOG = Logger.getLogger(LeftBehind.class);
    private static final int STOP_SECONDS = 10;

    private LeftBehind() {}

    static void end(Path folder) throws IOException {
        var lock = folder.resolve("postmaster.pid");
        if (!Files.exists(lock)) {
            return;
        }
        var lines = Files.readAllLines(lock);
        // A folder that was copied has the lock of the one it was copied from.
        var ours = lines.size() > 1
                && Files.exists(Path.of(lines.get(1)))
                && Files.isSameFile(Path.of(lines.get(1)), folder);
        if (ours) {
            var server = ProcessHandle.of(Long.parseLong(lines.getFirst().strip()));
            if (server.filter(LeftBehind::isPostgres).isPresent() && !ended(server.get())) {
                throw new IOException("the PostgreSQL with process id %d uses %s and does not stop; end it"
                        .formatted(server.get().pid(), folder));
            }
        }
        Files.deleteIfExists(lock);
    }

    private static boolean isPostgres(ProcessHandle process) {
        return process.info()
                .command()
                .filter(command -> Path.of(command).endsWith("postgres"))
                .isPresent();
    }

    private static boolean ended(ProcessHandle server) throws IOException {
        LOG.infof("ending the PostgreSQL that was left behind, process %d", server.pid());
        // INT ends its sessions; the TERM of destroy() would wait for them.
        new ProcessBuilder("kill", "-INT", Long.toString(server.pid())).start();
        try {
            server.onExit().get(STOP_SECONDS, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException | ExecutionException e) {
            return !server.isAlive();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
