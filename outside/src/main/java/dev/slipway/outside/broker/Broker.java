package dev.slipway.outside.broker;

import dev.slipway.outside.http.PortTaken;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;
import org.jboss.logging.Logger;

/** A Kafka broker and its controller in this process; its folder outlives it. */
public final class Broker implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Broker.class);
    private static final Duration STOP_MAX = Duration.ofSeconds(10);
    private static final int NODE = 1;
    private final KafkaRaftServer server;
    private final int port;
    private final int plainPort;

    private Broker(KafkaRaftServer server, int port, int plainPort) {
        this.server = server;
        this.port = port;
        this.plainPort = plainPort;
    }

    /** Ports of 0 mean: any that is free. */
    public static Broker start(Path folder, int port, int controllerPort) throws IOException {
        var client = PortTaken.free(port, "the broker");
        var controller = PortTaken.free(controllerPort, "the broker's controller");
        return start(folder, client, settings(folder, client, controller), List.of());
    }

    /** A broker that asks everybody who he is: over TLS at its address, without at {@link #plainServers}. */
    public static Broker start(Path folder, Guard guard) throws IOException {
        var client = PortTaken.free(0, "the broker");
        var plain = PortTaken.free(0, "the broker's second door");
        var controller = PortTaken.free(0, "the broker's controller");
        var settings = settings(folder, client, controller);
        settings.putAll(guard.settings(client, plain, PortTaken.free(0, "the broker itself"), controller));
        var broker = start(folder, client, settings, guard.scram());
        return new Broker(broker.server, client, plain);
    }

    private static Broker start(Path folder, int client, Properties settings, List<String> scram) throws IOException {
        if (!Files.exists(folder.resolve("meta.properties"))) {
            format(folder, scram);
        }
        var server = new KafkaRaftServer(KafkaConfig.fromProps(settings), Time.SYSTEM);
        try {
            server.startup();
        } catch (RuntimeException e) {
            end(server);
            throw new IOException("the broker in " + folder + " does not start", e);
        }
        return new Broker(server, client, client);
    }

    /** A broker in a process of its own: folder, port, controller port. It says its address once it is up. */
    public static void main(String[] arguments) throws IOException {
        var port = Integer.parseInt(arguments[1]);
        var broker = start(Path.of(arguments[0]), port, Integer.parseInt(arguments[2]));
        Runtime.getRuntime().addShutdownHook(new Thread(broker::close));
        System.out.println("broker at " + broker.bootstrapServers());
        broker.server.awaitShutdown();
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    /** Where nothing is encrypted. */
    public String plainServers() {
        return "127.0.0.1:" + plainPort;
    }

    public int port() {
        return port;
    }

    @Override
    public void close() {
        end(server);
    }

    private static void end(KafkaRaftServer server) {
        var ending = Thread.ofPlatform().daemon().name("broker-end").start(() -> {
            server.shutdown();
            server.awaitShutdown();
        });
        try {
            if (!ending.join(STOP_MAX)) {
                LOG.warn("the broker did not stop in time; its folder recovers at the next start");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void format(Path folder, List<String> scram) throws IOException {
        Files.createDirectories(folder);
        var formatter = new Formatter();
        formatter.setClusterId(Uuid.randomUuid().toString());
        formatter.setNodeId(NODE);
        formatter.addDirectory(folder.toString());
        formatter.setMetadataLogDirectory(folder.toString());
        formatter.setReleaseVersion(MetadataVersion.latestProduction());
        formatter.setControllerListenerName("CONTROLLER");
        formatter.setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        formatter.setUnstableFeatureVersionsEnabled(false);
        formatter.setScramArguments(scram);
        try {
            formatter.run();
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("cannot format " + folder + " for Kafka", e);
        }
    }

    private static Properties settings(Path folder, int port, int controller) {
        var settings = new Properties();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", Integer.toString(NODE));
        settings.put("controller.quorum.voters", NODE + "@127.0.0.1:" + controller);
        settings.put("listeners", "CLIENTS://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controller);
        settings.put("advertised.listeners", "CLIENTS://127.0.0.1:" + port);
        settings.put("listener.security.protocol.map", "CLIENTS:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put("inter.broker.listener.name", "CLIENTS");
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("log.dirs", folder.toString());
        settings.put("auto.create.topics.enable", "false");
        settings.put("offsets.topic.replication.factor", "1");
        settings.put("offsets.topic.num.partitions", "4");
        settings.put("transaction.state.log.replication.factor", "1");
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("transaction.state.log.num.partitions", "4");
        // A dead instance's open transaction holds up every reader until it is aborted.
        settings.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
        // A transaction that begins right after another of the same producer is let in as soon as that one's markers
        // are written.
        settings.put("add.partitions.to.txn.retry.backoff.ms", "1");
        settings.put("group.initial.rebalance.delay.ms", "0");
        // Every decision commits offsets with its transaction: it need not wait for others' to come.
        settings.put("group.coordinator.append.linger.ms", "0");
        settings.put("broker.session.timeout.ms", "1500");
        settings.put("broker.heartbeat.interval.ms", "200");
        settings.put("log.cleaner.dedupe.buffer.size", "16777216");
        settings.put("controlled.shutdown.enable", "false");
        settings.put("message.max.bytes", "2097152");
        return settings;
    }
}
