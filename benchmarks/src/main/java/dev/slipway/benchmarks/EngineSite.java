package dev.slipway.benchmarks;

import dev.slipway.events.Cause;
import dev.slipway.events.DesiredEvent.EnvironmentDesired;
import dev.slipway.events.Envelope;
import dev.slipway.outside.broker.Broker;
import dev.slipway.service.kafka.KafkaClients;
import dev.slipway.service.kafka.Records;
import dev.slipway.service.kafka.Topics;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;

/** A broker, and a sync-service in a process of its own, as {@code up --processes} starts it, on a real cluster. */
final class EngineSite implements AutoCloseable {
    static final String CLUSTER = "bench";
    private static final Topics TOPICS = new Topics("slipway", 4, (short) 1, 1);
    private static final Duration READY_MAX = Duration.ofMinutes(2);
    private final Path data;
    private final Path kubeconfig;
    private final Broker broker;
    private final KafkaProducer<String, byte[]> producer;
    private final int health = freePort();
    private Process service;

    EngineSite(Path data, Path kubeconfig) throws IOException, InterruptedException {
        this.data = data;
        this.kubeconfig = kubeconfig;
        Files.createDirectories(data.resolve("secrets"));
        broker = Broker.start(data.resolve("kafka"), freePort(), freePort());
        producer = clients().producer();
        service = start();
    }

    KafkaClients clients() {
        return new KafkaClients(broker.bootstrapServers());
    }

    /** As config-updater does, in the transaction of its commit. */
    void desire(EnvironmentDesired row) {
        var envelope = Envelope.follow(new Cause(UUID.randomUUID(), null, null), row, "bench", Instant.now());
        var _ = producer.send(Records.of(TOPICS, envelope, row));
    }

    void stop() throws InterruptedException {
        service.destroy();
        if (!service.waitFor(15, TimeUnit.SECONDS)) {
            service.destroyForcibly().waitFor();
        }
    }

    void startAgain() throws IOException, InterruptedException {
        service = start();
    }

    long residentMegabytes() throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(service.pid()), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
                .findFirst()
                .orElseThrow();
    }

    /** The share of one core that it takes. */
    double cpuFor(Duration time) throws InterruptedException {
        var before = cpu();
        var began = System.nanoTime();
        Thread.sleep(time);
        return (double) cpu().minus(before).toNanos() / (System.nanoTime() - began);
    }

    private Duration cpu() {
        return service.info().totalCpuDuration().orElseThrow();
    }

    private Process start() throws IOException, InterruptedException {
        var jar = Path.of("sync-service/target/quarkus-app/quarkus-run.jar");
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx192m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED",
                "-jar",
                jar.toString()));
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        data.resolve("sync-service.log").toFile()));
        builder.environment()
                .putAll(Map.of(
                        "KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers(),
                        "SLIPWAY_KAFKA_PARTITIONS", Integer.toString(TOPICS.partitions()),
                        "SLIPWAY_SECRETS", data.resolve("secrets").toString(),
                        "SLIPWAY_CACHE", data.resolve("cache").toString(),
                        "SLIPWAY_SYNC_CLUSTER", CLUSTER,
                        "SLIPWAY_SYNC_KUBECONFIG", kubeconfig.toString(),
                        "QUARKUS_HTTP_PORT", Integer.toString(freePort()),
                        "QUARKUS_MANAGEMENT_PORT", Integer.toString(health)));
        var started = builder.start();
        var until = System.nanoTime() + READY_MAX.toNanos();
        while (!isReady()) {
            if (!started.isAlive() || System.nanoTime() > until) {
                started.destroyForcibly();
                throw new IOException(
                        "sync-service did not start:\n" + Files.readString(data.resolve("sync-service.log")));
            }
            Thread.sleep(20);
        }
        return started;
    }

    private boolean isReady() {
        try {
            var asked = (HttpURLConnection) URI.create("http://127.0.0.1:" + health + "/q/health/ready")
                    .toURL()
                    .openConnection();
            asked.setConnectTimeout(1_000);
            asked.setReadTimeout(1_000);
            return asked.getResponseCode() == 200;
        } catch (IOException _) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        try {
            stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        producer.close();
        broker.close();
    }
}
