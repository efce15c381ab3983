package dev.slipway.benchmarks;

import dev.slipway.configupdater.core.ConfigBranch;
import dev.slipway.configupdater.core.ConfigRepository.Committed;
import dev.slipway.configupdater.core.ConfigWork.ConfigChange;
import dev.slipway.configupdater.outbound.GitConfigRepository;
import dev.slipway.events.catalog.Environment;
import dev.slipway.events.catalog.Repository;
import dev.slipway.events.values.EnvironmentRef;
import dev.slipway.events.values.Ordinal;
import dev.slipway.events.values.Release;
import dev.slipway.git.GitLimits;
import dev.slipway.git.Mirrors;
import dev.slipway.outside.git.GitServer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

/** config-updater's writer alone, without Kafka, against a Git server over HTTP in the same JVM. */
final class Writing implements AutoCloseable {
    private static final int BATCH = 500;
    private final ConfigRepositoryOfMany many;
    private final GitServer server;
    private final Path cache;
    private final Mirrors mirrors;
    private final GitConfigRepository writer;
    private long ordinal;

    Writing(Path data, ConfigRepositoryOfMany many) throws IOException {
        this.many = many;
        many.make(data.resolve("git/bench/config.git"));
        server = GitServer.start(data.resolve("git"), 0, Map.of("bot", "pass"));
        cache = data.resolve("cache");
        mirrors = Mirrors.in(cache, GitLimits.defaults());
        writer = new GitConfigRepository(
                mirrors, (_, key) -> Optional.of(key.equals("username") ? "bot" : "pass"), Clock.systemUTC());
    }

    /** What so many commits take in pushes of so many each: of the clock, of the writer's thread, and of the whole process. */
    record Took(int commits, Duration clock, Duration writer, Duration all, List<Duration> pushes) {

        String each() {
            return String.format(
                    Locale.ROOT,
                    "%.0f commits a second; CPU of each: %.2f ms to write, %.2f ms with server and JVM",
                    commits * 1e9 / clock.toNanos(),
                    writer.toNanos() / 1e6 / commits,
                    all.toNanos() / 1e6 / commits);
        }
    }

    Took write(int pushes, int together) throws IOException {
        var took = new ArrayList<Duration>();
        var thread = ManagementFactory.getThreadMXBean();
        var cpu = thread.getCurrentThreadCpuTime();
        var all = all();
        var began = System.nanoTime();
        for (var push = 0; push < pushes; push++) {
            var start = System.nanoTime();
            write(together);
            took.add(Duration.ofNanos(System.nanoTime() - start));
        }
        return new Took(
                pushes * together,
                Duration.ofNanos(System.nanoTime() - began),
                Duration.ofNanos(thread.getCurrentThreadCpuTime() - cpu),
                all().minus(all),
                took);
    }

    private void write(int together) throws IOException {
        var changes = IntStream.range(0, together).mapToObj(_ -> next()).toList();
        var written = writer.commit(
                new ConfigBranch(changes.getFirst().repository(), ConfigRepositoryOfMany.BRANCH), changes);
        for (var one : written) {
            if (!(one instanceof Committed)) {
                throw new IOException(one.toString());
            }
        }
    }

    private ConfigChange next() {
        var number = (int) (ordinal++ % many.applicationsInAll());
        var project = number / many.applications();
        var repository =
                new Repository("config", "gitlab", "bench/config", server.urlOf("bench/config"), "bot", "hook");
        var release = new Release(
                new UUID(7, ordinal),
                new EnvironmentRef("bench-" + project, "prod"),
                "app-" + number % many.applications(),
                new Ordinal(ordinal),
                ConfigRepositoryOfMany.source(ordinal),
                many.built(project, number % many.applications(), ordinal));
        var config = new Environment.Config("config", ConfigRepositoryOfMany.BRANCH, "p" + project, null, null);
        return new ConfigChange(release, repository, config, null);
    }

    /** What is left after a collection. */
    static long heapMegabytes() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20;
    }

    long mirrorMegabytes() throws IOException {
        try (var files = Files.walk(cache)) {
            var bytes = 0L;
            for (var file : files.filter(Files::isRegularFile).toList()) {
                bytes += Files.size(file);
            }
            return bytes >> 20;
        }
    }

    private static Duration all() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow();
    }

    /** Of one size after the other: a change alone, and many at once. */
    static void grow(Path data, int... sizes) throws IOException {
        for (var files : sizes) {
            try (var writing = new Writing(data.resolve("files-" + files), ConfigRepositoryOfMany.of(files))) {
                writing.write(20, 1);
                writing.write(4, BATCH);
                Table.line(files + " files:");
                var alone = writing.write(50, 1);
                Table.line("  one change after the other", alone.pushes());
                Table.line("", alone.each());
                Table.line(
                        "  " + BATCH + " in each push", writing.write(6, BATCH).each());
            }
        }
    }

    /** So many commits upon one branch: what they take early and late, and what stays behind. */
    static void history(Path data, int files, int commits, int steps) throws IOException {
        try (var writing = new Writing(data.resolve("history"), ConfigRepositoryOfMany.of(files))) {
            writing.write(4, BATCH);
            Table.line(files + " files, in pushes of " + BATCH + ":");
            for (var step = 0; step <= steps; step++) {
                var batches = Math.max(1, commits / steps / BATCH);
                var took = step == 0 ? writing.write(1, BATCH) : writing.write(batches, BATCH);
                Table.line(
                        "  after " + writing.ordinal + " commits",
                        "heap " + heapMegabytes() + " MB, mirror " + writing.mirrorMegabytes() + " MB, " + took.each());
            }
        }
    }

    @Override
    public void close() throws IOException {
        mirrors.close();
        server.close();
    }
}
