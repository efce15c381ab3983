package dev.slipway.syncservice.outbound.engine;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The way to a server. It can be cut: what is open breaks, and what is new is refused until it is mended. It can stall: nothing passes, and
 * nobody is told. And it can forget: what is open passes nothing any more and is not told, as by a NAT; what is new passes.
 */
public final class Link implements AutoCloseable {
    private final ServerSocket door;
    private final URI server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Set<Socket> forgotten = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;
    private volatile boolean stalled;

    public Link(URI server) throws IOException {
        this.server = server;
        door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    public String url() {
        return "https://127.0.0.1:" + door.getLocalPort();
    }

    public void cut() {
        cut = true;
        open.forEach(Link::close);
    }

    public void stall() {
        stalled = true;
    }

    public void forget() {
        forgotten.addAll(open);
    }

    public void mend() {
        cut = false;
        stalled = false;
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                var from = door.accept();
                if (cut) {
                    close(from);
                    continue;
                }
                var to = new Socket();
                to.connect(new InetSocketAddress(server.getHost(), server.getPort()));
                open.add(from);
                open.add(to);
                Thread.ofVirtual().start(() -> pass(from, to));
                Thread.ofVirtual().start(() -> pass(to, from));
            } catch (IOException e) {
                cut |= door.isClosed();
            }
        }
    }

    private void pass(Socket from, Socket to) {
        try (from;
                to) {
            var piece = new byte[16 * 1024];
            for (var read = 0; read >= 0; read = from.getInputStream().read(piece)) {
                while (stalled) {
                    Thread.sleep(20);
                }
                if (!forgotten.contains(from)) {
                    to.getOutputStream().write(piece, 0, read);
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (IOException _) {
            close(to);
        } finally {
            open.remove(from);
            open.remove(to);
            forgotten.remove(from);
            forgotten.remove(to);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        cut();
        door.close();
    }
}
