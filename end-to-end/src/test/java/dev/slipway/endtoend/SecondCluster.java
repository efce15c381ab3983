package dev.slipway.endtoend;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.slipway.syncservice.outbound.Kubeconfig;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * A cluster beside the control plane in testkit/, as far as engines need one: an etcd and an API server of its own, started with the words
 * of the first and its certificates. No controllers, no nodes.
 */
final class SecondCluster implements AutoCloseable {
    final Path kubeconfig;
    private final List<String> api;
    private final int port;
    private final Path log;
    private final List<Process> running = new ArrayList<>();

    private SecondCluster(Path kubeconfig, List<String> api, int port, Path log) {
        this.kubeconfig = kubeconfig;
        this.api = api;
        this.port = port;
        this.log = log;
    }

    /** @param first as {@code up.sh} has printed it; with that of another cluster the test is left out */
    static SecondCluster beside(Path first, Suite suite, Path folder) throws IOException {
        var run = first.resolveSibling("run");
        assumeTrue(
                Files.exists(run.resolve("etcd.pid")), "needs the control plane in testkit/: it can be started twice");
        var port = suite.freePort();
        var store = "http://127.0.0.1:" + suite.freePort();
        var peers = "http://127.0.0.1:" + suite.freePort();
        var etcd = words(
                run.resolve("etcd.pid"),
                Map.of(
                        "--data-dir", folder.resolve("etcd").toString(),
                        "--listen-client-urls", store,
                        "--advertise-client-urls", store,
                        "--listen-peer-urls", peers,
                        "--initial-advertise-peer-urls", peers,
                        "--initial-cluster", "local=" + peers));
        var api = words(
                run.resolve("kube-apiserver.pid"),
                Map.of("--secure-port", Integer.toString(port), "--etcd-servers", store));
        var kubeconfig = folder.resolve("second.kubeconfig");
        Files.writeString(
                kubeconfig,
                Files.readString(first)
                        .replaceAll("server: https://127.0.0.1:[0-9]+", "server: https://127.0.0.1:" + port));
        var cluster = new SecondCluster(kubeconfig, api, port, folder.resolve("second-cluster.log"));
        cluster.start(etcd);
        cluster.answer();
        return cluster;
    }

    /** The API server is there, after {@link #fallSilent} again. */
    void answer() throws IOException {
        var server = start(api);
        Awaitility.await("the second API server, which says in " + log)
                .atMost(Duration.ofSeconds(90))
                .until(() -> !server.isAlive() || listens());
        if (!server.isAlive()) {
            throw new IOException(Files.readString(log));
        }
        try (var client = new KubernetesClientBuilder()
                .withConfig(Kubeconfig.read(kubeconfig, null))
                .build()) {
            Awaitility.await("it is ready, which says in " + log)
                    .atMost(Duration.ofSeconds(90))
                    .ignoreExceptions()
                    .until(() -> "ok".equals(client.raw("/readyz")));
        }
    }

    void fallSilent() throws InterruptedException {
        running.removeLast().destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    }

    String url() {
        return "https://127.0.0.1:" + port;
    }

    private Process start(List<String> command) throws IOException {
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        running.add(process);
        return process;
    }

    private boolean listens() {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException _) {
            return false;
        }
    }

    /** The command line of what runs, some of its options said otherwise: each is {@code --name=value}, or name and value in two words. */
    private static List<String> words(Path pid, Map<String, String> otherwise) throws IOException {
        var words = new ArrayList<>(
                List.of(Files.readString(Path.of("/proc", Files.readString(pid).strip(), "cmdline"))
                        .split("\0")));
        otherwise.forEach((name, value) -> {
            var two = words.indexOf(name);
            if (two >= 0) {
                words.set(two + 1, value);
            } else {
                words.removeIf(word -> word.startsWith(name + "="));
                words.add(name + "=" + value);
            }
        });
        return words;
    }

    @Override
    public void close() {
        running.reversed().forEach(Process::destroyForcibly);
    }
}
