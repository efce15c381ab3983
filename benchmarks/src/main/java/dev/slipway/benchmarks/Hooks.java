package dev.slipway.benchmarks;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Sends hooks as a forge does, over connections that stay open, and counts each from when it was due: a late answer delays no other. */
final class Hooks {
    private static final int BRANCHES = 20;
    private final int port;
    private final String token;
    private final String run = Long.toHexString(System.nanoTime());

    Hooks(int port, String token) {
        this.port = port;
        this.token = token;
    }

    /** Each is a delivery of its own, about another commit. */
    private byte[] request(int number) {
        var body = "{\"object_kind\":\"push\",\"ref\":\"refs/heads/bench-" + number % BRANCHES + "\",\"after\":\""
                + "%040x".formatted(number)
                + "\",\"user_username\":\"bench\",\"project\":{\"path_with_namespace\":\"root/hichat\"}}";
        return ("POST /hooks/gitlab/hichat HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nX-Gitlab-Token: "
                        + token + "\r\nIdempotency-Key: " + run + "-" + number + "\r\nContent-Length: "
                        + body.length() + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** @param took of each hook that was accepted */
    record Sent(List<Duration> took, int refused, Duration whole) {

        long perSecond() {
            return Math.round(took.size() / (whole.toNanos() / 1e9));
        }
    }

    /** @param perSecond as fast as they are answered where it is zero */
    Sent send(int connections, int perSecond, int hooks) throws IOException, InterruptedException {
        var next = new AtomicInteger();
        var refused = new AtomicInteger();
        var began = System.nanoTime();
        var took = new ArrayList<Duration>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var senders = new ArrayList<Future<List<Duration>>>();
            for (var i = 0; i < connections; i++) {
                senders.add(threads.submit(() -> connection(next, refused, began, perSecond, hooks)));
            }
            for (var sender : senders) {
                took.addAll(sender.get());
            }
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        }
        return new Sent(took, refused.get(), Duration.ofNanos(System.nanoTime() - began));
    }

    private List<Duration> connection(AtomicInteger next, AtomicInteger refused, long began, int perSecond, int hooks)
            throws IOException {
        var took = new ArrayList<Duration>();
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            var in = new BufferedInputStream(socket.getInputStream());
            for (var n = next.getAndIncrement(); n < hooks; n = next.getAndIncrement()) {
                var due = perSecond == 0 ? System.nanoTime() : began + n * 1_000_000_000L / perSecond;
                LockSupport.parkNanos(due - System.nanoTime());
                socket.getOutputStream().write(request(n));
                if (status(in) == 202) {
                    took.add(Duration.ofNanos(System.nanoTime() - due));
                } else {
                    refused.incrementAndGet();
                }
            }
        }
        return took;
    }

    private static int status(InputStream in) throws IOException {
        var head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            var next = in.read();
            if (next < 0) {
                throw new IOException("the connection was closed after '" + head + "'");
            }
            head.append((char) next);
        }
        var length = Arrays.stream(head.toString().split("\r\n"))
                .filter(line -> line.regionMatches(true, 0, "content-length:", 0, 15))
                .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
                .findFirst()
                .orElse(0);
        in.readNBytes(length);
        return Integer.parseInt(head.substring(9, 12));
    }
}
