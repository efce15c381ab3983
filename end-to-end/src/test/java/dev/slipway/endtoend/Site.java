package dev.slipway.endtoend;

import static io.restassured.RestAssured.given;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A sync-service far away, in a process of its own: its link to the suite's broker can be cut. */
final class Site implements AutoCloseable {
    final KafkaLink link;
    private final Process process;

    private Site(KafkaLink link, Process process) {
        this.link = link;
        this.process = process;
    }

    /** @param name of its cluster, which is the suite's simulated one */
    static Site start(Suite suite, String name, Path folder) throws IOException {
        return start(
                suite,
                name,
                name,
                folder,
                Map.of("SLIPWAY_SYNC_API_SERVER", suite.url("cluster"), "SLIPWAY_SYNC_TOKEN_SECRET", "cluster"));
    }

    /** @param instance its name among those that serve the cluster */
    static Site start(Suite suite, String cluster, String instance, Path folder, Path kubeconfig) throws IOException {
        return start(suite, cluster, instance, folder, Map.of("SLIPWAY_SYNC_KUBECONFIG", kubeconfig.toString()));
    }

    private static Site start(Suite suite, String cluster, String instance, Path folder, Map<String, String> access)
            throws IOException {
        var link = new KafkaLink(suite.port("kafka"));
        var jar =
                Path.of("..", "sync-service/target/quarkus-app/quarkus-run.jar").toAbsolutePath();
        var health = suite.freePort();
        var builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx192m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-jar",
                        jar.normalize().toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(instance + ".log").toFile());
        builder.environment()
                .putAll(Map.of(
                        "KAFKA_BOOTSTRAP_SERVERS", link.address(),
                        "SLIPWAY_KAFKA_PARTITIONS", "4",
                        "SLIPWAY_KAFKA_INSTANCE", instance,
                        "SLIPWAY_SECRETS", suite.data.resolve("secrets").toString(),
                        "SLIPWAY_CACHE", folder.resolve(instance + "-cache").toString(),
                        "SLIPWAY_SYNC_CLUSTER", cluster,
                        "QUARKUS_HTTP_PORT", Integer.toString(suite.freePort()),
                        "QUARKUS_MANAGEMENT_PORT", Integer.toString(health)));
        builder.environment().putAll(access);
        var site = new Site(link, builder.start());
        Awaitility.await(instance + " is ready")
                .atMost(Duration.ofMinutes(2))
                .ignoreExceptions()
                .until(() -> given().get("http://127.0.0.1:" + health + "/q/health/ready")
                                .statusCode()
                        == 200);
        return site;
    }

    /** {@code kill -9}. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        link.close();
    }
}
