package dev.slipway.endtoend;

import dev.slipway.events.CatalogEvent;
import dev.slipway.events.CommandEvent;
import dev.slipway.events.ConfigEvent;
import dev.slipway.events.Event;
import dev.slipway.events.Fact;
import dev.slipway.events.ImageEvent;
import dev.slipway.events.NoticeEvent;
import dev.slipway.events.PushEvent;
import dev.slipway.events.SyncEvent;
import dev.slipway.events.wire.EventCodec;
import dev.slipway.service.kafka.KafkaClients;
import dev.slipway.service.kafka.Records;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;

/** {@code ./slipway up} in a process of its own, on ports and a folder of its own. */
final class Suite implements AutoCloseable {
    private static final int PARTITIONS = 4;
    /** Suites side by side have ports of their own: one that is killed finds its ports again. */
    private static final int PORTS = 8_000;

    private static final int PORTS_FROM = 7_000 + PORTS * Integer.getInteger("slipway.test.fork", 1);
    private static final Duration READY_MAX = Duration.ofMinutes(2);
    private static final List<String> TOPICS = List.of("push", "image", "command", "config", "sync", "notice");
    private static final List<String> WORK = List.of(
            "webhook-service.work",
            "build-service.work",
            "config-updater.work",
            "sync-service.local.work",
            "notifier.work");
    private static final int ABBREVIATED = 8;
    private static final EventCodec CODEC = new EventCodec(List.of(
            PushEvent.class,
            ImageEvent.class,
            CommandEvent.class,
            ConfigEvent.class,
            SyncEvent.class,
            NoticeEvent.class,
            CatalogEvent.class));
    final Path data;
    final Map<String, Integer> ports = new LinkedHashMap<>();
    private final boolean processes;
    private final List<String> settings;
    private final List<String> options;
    private Process launcher;
    private long readyBefore;

    private Suite(Path data, boolean processes, List<String> settings, List<String> options) throws IOException {
        this.data = data;
        this.processes = processes;
        this.settings = settings;
        this.options = options;
        for (var name : List.of(
                "console",
                "git",
                "registry",
                "chat",
                "cluster",
                "kafka",
                "controller",
                "postgres",
                "webhook-service",
                "build-service",
                "config-updater",
                "sync-service",
                "notifier",
                "webhook-service-health",
                "build-service-health",
                "config-updater-health",
                "sync-service-health",
                "notifier-health",
                "console-health")) {
            ports.put(name, freePort());
        }
        launcher = launch();
    }

    /** @param settings system properties of the services, {@code name=value} */
    static Suite start(Path data, boolean processes, String... settings) throws IOException {
        return ready(new Suite(data, processes, List.of(settings), List.of()));
    }

    /** Without the simulated cluster. */
    static Suite startOn(Path kubeconfig, Path data, String... settings) throws IOException {
        return startOn(kubeconfig, data, false, settings);
    }

    /** Without the simulated cluster. */
    static Suite startOn(Path kubeconfig, Path data, boolean processes, String... settings) throws IOException {
        return ready(new Suite(data, processes, List.of(settings), List.of("--kubeconfig", kubeconfig.toString())));
    }

    private static Suite ready(Suite suite) {
        suite.awaitReady();
        return suite;
    }

    void kill() throws InterruptedException {
        launcher.destroyForcibly();
        launcher.waitFor();
    }

    void up() throws IOException {
        launcher = launch();
        awaitReady();
    }

    /** Kills a service's process; the launcher starts it again. */
    void kill(String service) throws IOException {
        var pid = Long.parseLong(
                Files.readString(data.resolve("processes").resolve(service)).strip());
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
    }

    private Process launch() throws IOException {
        readyBefore = timesReady();
        var command = launcher("up");
        command.addAll(options);
        if (processes) {
            command.add("--processes");
        }
        ports.forEach((name, port) -> command.addAll(List.of("--port", name + "=" + port)));
        var log = data.resolveSibling(data.getFileName() + ".log").toFile();
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log));
        settings.forEach(setting -> builder.environment()
                .put(
                        setting.substring(0, setting.indexOf('='))
                                .replaceAll("[^A-Za-z0-9]", "_")
                                .toUpperCase(Locale.ROOT),
                        setting.substring(setting.indexOf('=') + 1)));
        return builder.start();
    }

    /** {@code ./slipway demo}. @return what it said */
    String demo(String what) throws IOException, InterruptedException {
        var demo = new ProcessBuilder(launcher("demo", what))
                .redirectErrorStream(true)
                .start();
        var said = new String(demo.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (demo.waitFor() != 0) {
            throw new IOException("demo " + what + ": " + said);
        }
        return said;
    }

    private List<String> launcher(String... words) {
        var home = Path.of("..").toAbsolutePath().normalize();
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED",
                "-Dslipway.home=" + home));
        settings.forEach(setting -> command.add("-D" + setting));
        command.addAll(List.of(
                "-jar",
                home.resolve("launcher/target/quarkus-app/quarkus-run.jar").toString()));
        command.addAll(List.of(words));
        command.addAll(List.of("--data", data.toString()));
        return command;
    }

    private void awaitReady() {
        Awaitility.await("ready")
                .atMost(READY_MAX)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> {
                    if (!launcher.isAlive()) {
                        throw new IllegalStateException("the launcher ended: " + log());
                    }
                    return timesReady() > readyBefore;
                });
    }

    private long timesReady() throws IOException {
        return log().lines().filter(line -> line.startsWith("Slipway is ready")).count();
    }

    String log() throws IOException {
        var log = data.resolveSibling(data.getFileName() + ".log");
        return Files.exists(log) ? Files.readString(log) : "";
    }

    List<Fact<?>> facts() {
        return facts(_ -> true);
    }

    List<Fact<?>> facts(UUID delivery) {
        return facts(fact -> delivery.equals(fact.envelope().delivery()));
    }

    <E extends Event> List<E> events(Class<E> type) {
        return facts().stream()
                .map(Fact::event)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }

    /** The cards that name the commit, as the chat took them. */
    List<String> cards(String commit) {
        var file = data.resolve("chat/messages.jsonl");
        try {
            return Files.readAllLines(file).stream()
                    .filter(card -> card.contains(commit.substring(0, ABBREVIATED)))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the services have open, as their topics have it. */
    int openRows() {
        var open = new HashSet<String>();
        read(WORK, read -> {
            var key = read.topic() + " " + read.key();
            if (read.value() == null || read.key().endsWith("|note")) {
                open.remove(key);
            } else {
                open.add(key);
            }
        });
        return open.size();
    }

    /** How often somebody has had an environment synced once more. */
    long syncedOnceMore() {
        var replayed = new AtomicLong();
        read(List.of("sync-service.local.work"), read -> {
            var row = read.value() == null ? "" : new String(read.value(), StandardCharsets.UTF_8);
            replayed.addAndGet(row.contains("\"replayed\":true") ? 1 : 0);
        });
        return replayed.get();
    }

    private List<Fact<?>> facts(Predicate<Fact<?>> wanted) {
        var facts = new ArrayList<Fact<?>>();
        read(
                TOPICS,
                read -> CODEC.decode(Records.headers(read), read.value())
                        .filter(wanted)
                        .ifPresent(facts::add));
        return facts;
    }

    private void read(List<String> topics, Consumer<ConsumerRecord<String, byte[]>> each) {
        var clients = new KafkaClients("127.0.0.1:" + port("kafka"));
        var partitions = topics.stream()
                .flatMap(topic ->
                        IntStream.range(0, PARTITIONS).mapToObj(n -> new TopicPartition("slipway." + topic, n)))
                .toList();
        try (var admin = clients.admin();
                var reader = clients.reader()) {
            var ends = KafkaClients.highWatermarks(admin, partitions);
            reader.assign(partitions);
            reader.seekToBeginning(partitions);
            var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
            while (ends.entrySet().stream().anyMatch(e -> reader.position(e.getKey()) < e.getValue())
                    && System.nanoTime() < deadline) {
                reader.poll(Duration.ofMillis(50)).forEach(each);
            }
        }
    }

    String secret(String name, String key) throws IOException {
        return Files.readString(data.resolve("secrets").resolve(name).resolve(key));
    }

    int port(String name) {
        return Objects.requireNonNull(ports.get(name));
    }

    String url(String name) {
        return "http://127.0.0.1:" + port(name);
    }

    @Override
    public void close() {
        launcher.destroy();
        try {
            if (!launcher.waitFor(15, TimeUnit.SECONDS)) {
                launcher.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Stream.of("webhook-service", "build-service", "config-updater", "sync-service", "notifier", "console")
                .forEach(this::endIfLeft);
    }

    private void endIfLeft(String service) {
        try {
            if (Files.exists(data.resolve("processes").resolve(service))) {
                kill(service);
            }
        } catch (IOException | RuntimeException e) {
            System.err.println(service + " was gone: " + e.getMessage());
        }
    }

    /** Below those that connections take for themselves: until it is bound, nobody else gets it. */
    int freePort() {
        while (true) {
            var port = ThreadLocalRandom.current().nextInt(PORTS_FROM, PORTS_FROM + PORTS);
            if (!ports.containsValue(port) && isFree(port)) {
                return port;
            }
        }
    }

    private static boolean isFree(int port) {
        try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
