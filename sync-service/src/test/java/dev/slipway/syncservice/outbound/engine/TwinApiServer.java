package dev.slipway.syncservice.outbound.engine;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * A second API server of the control plane in testkit/, over the same etcd: it can be killed and started again while other tests use the
 * first. Its certificates, its users and its objects are the first one's.
 */
final class TwinApiServer implements AutoCloseable {
    private final List<String> command;
    private final int port;
    private final Path log;
    private Process process;

    private TwinApiServer(List<String> command, int port, Path log) throws IOException {
        this.command = command;
        this.port = port;
        this.log = log;
        process = start();
    }

    /** @param kubeconfig as {@code up.sh} has printed it; with that of another cluster the test is left out */
    static TwinApiServer of(Path kubeconfig, Path folder) throws IOException {
        var pid = kubeconfig.resolveSibling("run").resolve("kube-apiserver.pid");
        assumeTrue(Files.exists(pid), "needs the control plane in testkit/, whose API server can be started twice");
        var arguments = Files.readString(Path.of("/proc", Files.readString(pid).strip(), "cmdline"))
                .split("\0");
        var port = free();
        var command = new ArrayList<>(List.of(arguments));
        command.removeIf(one -> one.startsWith("--secure-port="));
        command.add("--secure-port=" + port);
        command.add("--endpoint-reconciler-type=none"); // the address of the cluster stays the first one's
        return new TwinApiServer(command, port, folder.resolve("twin.log"));
    }

    String url() {
        return "https://127.0.0.1:" + port;
    }

    URI uri() {
        return URI.create(url());
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    }

    void startAgain() throws IOException {
        process = start();
    }

    private Process start() throws IOException {
        var started = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        Awaitility.await("the second API server, which says in " + log)
                .atMost(Duration.ofSeconds(90))
                .until(() -> !started.isAlive() || listens());
        if (!started.isAlive()) {
            throw new IOException(Files.readString(log));
        }
        return started;
    }

    private boolean listens() {
        try (var socket = new java.net.Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException _) {
            return false;
        }
    }

    private static int free() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        try {
            kill();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
