package dev.slipway.console.outbound.connection;

import dev.slipway.console.core.connection.BranchFolders;
import dev.slipway.console.outbound.config.GitConfigFolders;
import dev.slipway.events.catalog.Repository;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Looks for some seconds in all. A fetch that takes longer goes on: the next look finds what it brought. */
final class TimelyFolders implements BranchFolders {
    private static final Duration ALL_MAX = Duration.ofSeconds(7);
    private final long end = System.nanoTime() + ALL_MAX.toNanos();
    private final GitConfigFolders folders;
    private final Repository repository;

    TimelyFolders(GitConfigFolders folders, Repository repository) {
        this.folders = folders;
        this.repository = repository;
    }

    @Override
    public Seen look(String branch, String path) {
        var task = new FutureTask<>(() -> folders.holds(repository, branch, path));
        Thread.ofVirtual().name("config folder " + branch).start(task);
        try {
            return task.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS) ? Seen.THERE : Seen.MISSING;
        } catch (TimeoutException | ExecutionException _) {
            return Seen.UNSEEN;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Seen.UNSEEN;
        }
    }
}
