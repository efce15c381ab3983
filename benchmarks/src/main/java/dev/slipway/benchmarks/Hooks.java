package dev.slipway.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
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
        var request = new Request(run, token);
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            var answer = new Answer(socket.getInputStream());
            for (var n = next.getAndIncrement(); n < hooks; n = next.getAndIncrement()) {
                var due = perSecond == 0 ? System.nanoTime() : began + n * 1_000_000_000L / perSecond;
                LockSupport.parkNanos(due - System.nanoTime());
                socket.getOutputStream().write(request.number(n));
                if (answer.status() == 202) {
                    took.add(Duration.ofNanos(System.nanoTime() - due));
                } else {
                    refused.incrementAndGet();
                }
            }
        }
        return took;
    }

    /** One hook after the other in the same bytes, so that the sender takes little of the machine that it measures. */
    private static final class Request {
        private static final int DIGITS = 9;
        private static final String HOLE = "0".repeat(DIGITS);
        private final byte[] bytes;
        private final int[] holes;

        private Request(String run, String token) {
            var body = "{\"object_kind\":\"push\",\"ref\":\"refs/heads/bench-" + HOLE + "\",\"after\":\""
                    + "a".repeat(40 - DIGITS) + HOLE
                    + "\",\"user_username\":\"bench\",\"project\":{\"path_with_namespace\":\"root/hichat\"}}";
            var text =
                    "POST /hooks/gitlab/hichat HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nX-Gitlab-Token: "
                            + token + "\r\nIdempotency-Key: " + run + "-" + HOLE + "\r\nContent-Length: "
                            + body.length()
                            + "\r\n\r\n" + body;
            bytes = text.getBytes(StandardCharsets.US_ASCII);
            var key = text.indexOf(HOLE);
            var branch = text.indexOf(HOLE, key + DIGITS);
            holes = new int[] {key, branch, text.indexOf(HOLE, branch + DIGITS)};
        }

        /** Each is a delivery of its own, about another commit. */
        private byte[] number(int number) {
            fill(holes[0], number);
            fill(holes[1], number % BRANCHES);
            fill(holes[2], number);
            return bytes;
        }

        private void fill(int hole, int number) {
            var rest = number;
            for (var at = hole + DIGITS - 1; at >= hole; at--) {
                bytes[at] = (byte) ('0' + rest % 10);
                rest /= 10;
            }
        }
    }

    /** What comes back on a connection, one answer at a time. */
    private static final class Answer {
        private static final byte[] LENGTH = "content-length:".getBytes(StandardCharsets.US_ASCII);
        private final InputStream in;
        private final byte[] bytes = new byte[8192];

        private Answer(InputStream in) {
            this.in = in;
        }

        private int status() throws IOException {
            var read = 0;
            for (var end = -1; end < 0 || read < end; ) {
                var more = in.read(bytes, read, bytes.length - read);
                if (more < 0) {
                    throw new IOException("the connection was closed after " + read + " bytes of an answer");
                }
                read += more;
                end = end < 0 ? end(read) : end;
            }
            return (bytes[9] - '0') * 100 + (bytes[10] - '0') * 10 + bytes[11] - '0';
        }

        /** Where the answer ends; -1 while its head is not there. */
        private int end(int read) {
            var length = 0;
            for (var at = 0; at + 3 < read; at++) {
                if (bytes[at] != '\n') {
                    continue;
                }
                if (bytes[at + 1] == '\r' && bytes[at + 2] == '\n') {
                    return at + 3 + length;
                }
                if (isLength(at + 1, read)) {
                    length = number(at + 1 + LENGTH.length);
                }
            }
            return -1;
        }

        private boolean isLength(int at, int read) {
            for (var i = 0; i < LENGTH.length; i++) {
                if (at + i >= read || Character.toLowerCase(bytes[at + i]) != LENGTH[i]) {
                    return false;
                }
            }
            return true;
        }

        private int number(int at) {
            var number = 0;
            for (var i = at; bytes[i] != '\r'; i++) {
                number = bytes[i] == ' ' ? number : number * 10 + bytes[i] - '0';
            }
            return number;
        }
    }
}
