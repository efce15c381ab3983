package dev.slipway.configupdater.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.configupdater.core.ConfigBranch;
import dev.slipway.configupdater.core.ConfigRepository.Committed;
import dev.slipway.configupdater.core.ConfigRepository.Written;
import dev.slipway.configupdater.core.ConfigWork.ConfigChange;
import dev.slipway.configupdater.core.Samples;
import dev.slipway.events.catalog.Environment;
import dev.slipway.events.values.CommitId;
import dev.slipway.events.values.Release;
import dev.slipway.git.GitLimits;
import dev.slipway.git.Mirrors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** None lost, none twice, all in their line's order: whoever writes, and whoever is killed. {@code -Dchanges=500 -Dkills=4} for less. */
class OnceTest {
    private static final int CHANGES = Integer.getInteger("changes", 10_000);
    private static final int KILLS = Integer.getInteger("kills", 20);
    private static final int LINES = 20;
    private static final int BATCH_MAX = 50;

    @TempDir
    Path folder;

    private GitBackend server;

    @BeforeEach
    void start() throws Exception {
        server = new GitBackend(folder.resolve("srv"));
        var bare = server.folder("hichat.git");
        GitBackend.git(server.folder("."), "init", "-q", "--bare", "-b", "k8s-config", "hichat.git");
        GitBackend.git(bare, "config", "receive.autogc", "false");
        var work = Files.createDirectories(folder.resolve("work/k8s"));
        for (var line = 0; line < LINES; line++) {
            Files.writeString(
                    work.resolve("app-" + line + ".yaml"),
                    "kind: Pod\nspec: {containers: [{name: a, image: " + image(line) + ":old}]}\n");
        }
        GitBackend.git(work, "init", "-q", "-b", "k8s-config", "..");
        GitBackend.git(work, "add", "-A");
        GitBackend.git(work, "commit", "-q", "-m", "By hand");
        GitBackend.git(work, "push", "-q", bare.toString(), "k8s-config");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void twoInstancesThatWriteTheSameAtTheSameTime() throws Exception {
        var url = server.url("hichat.git");
        try (var instances = Executors.newFixedThreadPool(2)) {
            var both = List.<Callable<List<Written>>>of(
                    () -> all(url, folder.resolve("cache-a"), 7), () -> all(url, folder.resolve("cache-b"), 11));
            var written = instances.invokeAll(both);

            assertThat(commits(written.getFirst().get()))
                    .hasSize(100)
                    .isEqualTo(commits(written.getLast().get()));
        }
        assertOnceAndInOrder(100);
    }

    private static List<CommitId> commits(List<Written> written) {
        return written.stream().map(each -> ((Committed) each).commit()).toList();
    }

    /** Two processes with the same open work, as before and after a rebalance, of which one or the other dies now and then. */
    @Test
    void killedAtAnyMoment() throws Exception {
        var random = new Random(4711);
        var done = Files.createFile(folder.resolve("done"));
        var instances = new ArrayList<>(List.of(instance(0, done), instance(1, done)));
        try {
            for (var kill = 1; kill <= KILLS; kill++) {
                awaitDone(done, CHANGES * kill / (KILLS + 1));
                LockSupport.parkNanos(Duration.ofMillis(random.nextInt(100)).toNanos());
                var which = random.nextInt(2);
                instances.get(which).destroyForcibly().waitFor();
                instances.set(which, instance(which, done));
            }
            awaitDone(done, CHANGES);
        } finally {
            for (var instance : instances) {
                instance.destroyForcibly().waitFor();
            }
        }
        assertOnceAndInOrder(CHANGES);
    }

    private static void awaitDone(Path done, int changes) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(10))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> done(done).size() >= changes);
    }

    private void assertOnceAndInOrder(int changes) throws Exception {
        var bare = server.folder("hichat.git");
        GitBackend.git(bare, "fsck", "--strict");
        var releases = GitBackend.git(
                        bare,
                        "log",
                        "--reverse",
                        "--format=%(trailers:key=Slipway-Release,valueonly,separator=)",
                        "k8s-config")
                .lines()
                .filter(line -> !line.isBlank())
                .map(id -> (int) UUID.fromString(id).getLeastSignificantBits())
                .toList();

        assertThat(releases).doesNotHaveDuplicates().hasSize(changes);
        for (var line = 0; line < LINES; line++) {
            var number = line;
            assertThat(releases.stream().filter(it -> it % LINES == number).toList())
                    .isSorted();
        }
    }

    private Process instance(int number, Path done) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx128m",
                        "-Dchanges=" + CHANGES,
                        "-cp",
                        System.getProperty("java.class.path"),
                        OnceTest.class.getName(),
                        folder.resolve("cache-" + number).toString(),
                        server.url("hichat.git"),
                        done.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log-" + number).toFile())
                .start();
    }

    /** An instance's life: what is open, in its order; then it is closed, together. */
    public static void main(String[] arguments) throws IOException {
        var random = new Random();
        var done = Path.of(arguments[2]);
        try (var mirrors = Mirrors.in(Path.of(arguments[0]), GitLimits.defaults())) {
            var writer = writer(mirrors);
            while (true) {
                var closed = done(done);
                var open = IntStream.range(0, CHANGES)
                        .filter(it -> !closed.contains(it))
                        .limit(1 + random.nextInt(BATCH_MAX))
                        .toArray();
                if (open.length == 0) {
                    return;
                }
                write(writer, arguments[1], open);
                var lines = IntStream.of(open).mapToObj(it -> it + "\n").toList();
                Files.writeString(done, String.join("", lines), StandardOpenOption.APPEND);
            }
        }
    }

    private static Set<Integer> done(Path file) throws IOException {
        var text = Files.readString(file);
        var numbers = new HashSet<Integer>();
        text.substring(0, text.lastIndexOf('\n') + 1)
                .lines()
                .map(Integer::valueOf)
                .forEach(numbers::add);
        return numbers;
    }

    private static List<Written> all(String url, Path cache, int together) throws IOException {
        try (var mirrors = Mirrors.in(cache, GitLimits.defaults())) {
            var writer = writer(mirrors);
            var written = new ArrayList<Written>();
            for (var from = 0; from < 100; from += together) {
                written.addAll(write(
                        writer,
                        url,
                        IntStream.range(from, Math.min(100, from + together)).toArray()));
            }
            return written;
        }
    }

    /** As often as it takes: a row stays open until then. */
    private static List<Written> write(GitConfigRepository writer, String url, int... numbers) {
        var changes = IntStream.of(numbers).mapToObj(it -> change(it, url)).toList();
        while (true) {
            try {
                return writer.commit(new ConfigBranch(changes.getFirst().repository(), "k8s-config"), changes);
            } catch (IOException e) {
                System.out.println("again: " + e);
            }
        }
    }

    private static GitConfigRepository writer(Mirrors mirrors) {
        return new GitConfigRepository(
                mirrors, (_, key) -> Optional.of(key.equals("username") ? "bot" : "pass"), Clock.systemUTC());
    }

    private static ConfigChange change(int number, String url) {
        var sample = Samples.release(number + 1, image(number % LINES));
        var release = new Release(
                new UUID(5, number),
                sample.environment(),
                "app-" + number % LINES,
                sample.ordinal(),
                sample.source(),
                sample.image());
        var config = new Environment.Config("hichat", "k8s-config", "k8s", null, null);
        return new ConfigChange(release, Samples.repository(url), config, null);
    }

    private static String image(int line) {
        return "registry.example/root/app-" + line;
    }
}
