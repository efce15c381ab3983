package dev.slipway.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a person hears whose real cluster does not answer. */
class ClusterTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    @TempDir
    Path folder;

    @Test
    void oneThatAnswersIsTaken() throws IOException {
        var server =
                answering(201, "{\"apiVersion\":\"authorization.k8s.io/v1\",\"kind\":\"SelfSubjectAccessReview\"}");
        try {
            var kubeconfig = kubeconfig(server.getAddress().getPort());

            assertThat(Cluster.reached(kubeconfig, null))
                    .isEqualTo(new Cluster.Real(
                            "http://127.0.0.1:" + server.getAddress().getPort() + "/", kubeconfig, "here"));
        } finally {
            server.stop(0);
        }
    }

    @ParameterizedTest
    @CsvSource({"401,renew the credentials", "403,renew the credentials", "404,see that a Kubernetes cluster listens"})
    void oneThatRefusesUsIsSaid(int code, String next) throws IOException {
        var server = answering(code, "{}");
        try {
            refused(server.getAddress().getPort(), next);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void oneThatIsDownIsSaid() throws IOException {
        int port;
        try (var once = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = once.getLocalPort();
        }

        refused(port, "start the cluster");
    }

    @Test
    @Timeout(30)
    void oneThatTakesTheCallAndSaysNothingIsNotWaitedForLong() throws IOException {
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var begun = System.nanoTime();

            refused(silent.getLocalPort(), "cannot be reached");
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(SOON);
        }
    }

    @Test
    void aContextThatIsNotThereIsAPersonsMistake() throws IOException {
        var kubeconfig = kubeconfig(1);

        assertThatExceptionOfType(Usage.class)
                .isThrownBy(() -> Cluster.reached(kubeconfig, "there"))
                .withMessageContaining("it has here");
    }

    private void refused(int port, String next) throws IOException {
        var kubeconfig = kubeconfig(port);

        assertThatExceptionOfType(Usage.class)
                .isThrownBy(() -> Cluster.reached(kubeconfig, null))
                .withMessageContainingAll("127.0.0.1:" + port, "context here of " + kubeconfig, next);
    }

    private Path kubeconfig(int port) throws IOException {
        return Files.writeString(folder.resolve("config"), """
                apiVersion: v1
                kind: Config
                current-context: here
                contexts: [{ name: here, context: { cluster: here, user: me } }]
                clusters: [{ name: here, cluster: { server: "http://127.0.0.1:%d" } }]
                users: [{ name: me, user: { token: secret } }]
                """.formatted(port));
    }

    private static HttpServer answering(int code, String body) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(code, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        return server;
    }
}
