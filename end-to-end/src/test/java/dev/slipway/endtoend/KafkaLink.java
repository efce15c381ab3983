package dev.slipway.endtoend;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.message.FindCoordinatorResponseData;
import org.apache.kafka.common.message.MetadataResponseData;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.protocol.ObjectSerializationCache;
import org.apache.kafka.common.requests.ResponseHeader;

/**
 * The only way from a site to its broker, which can be cut. Where the broker says where it is, the link says that it is here: else clients
 * would go past it.
 */
final class KafkaLink implements AutoCloseable {
    private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final int broker;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;

    private record Asked(ApiKeys what, short version) {}

    KafkaLink(int broker) throws IOException {
        this.broker = broker;
        Thread.ofVirtual().start(this::accept);
    }

    String address() {
        return "127.0.0.1:" + door.getLocalPort();
    }

    void cut() throws IOException {
        cut = true;
        for (var socket : open) {
            socket.close();
        }
    }

    void mend() {
        cut = false;
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                var site = door.accept();
                if (cut) {
                    site.close();
                    continue;
                }
                var to = new Socket(InetAddress.getLoopbackAddress(), broker);
                open.add(site);
                open.add(to);
                var asked = new ConcurrentHashMap<Integer, Asked>();
                Thread.ofVirtual().start(() -> pass(site, to, request -> note(request, asked)));
                Thread.ofVirtual().start(() -> pass(to, site, answer -> here(answer, asked)));
            } catch (IOException e) {
                cut |= door.isClosed();
            }
        }
    }

    /** What is done with a frame on its way. */
    private interface Frames {
        byte[] on(byte[] frame);
    }

    private void pass(Socket from, Socket to, Frames frames) {
        try (from;
                to;
                var in = new DataInputStream(from.getInputStream());
                var out = new DataOutputStream(to.getOutputStream())) {
            while (!cut) {
                var frame = frames.on(in.readNBytes(in.readInt()));
                var whole = ByteBuffer.allocate(Integer.BYTES + frame.length)
                        .putInt(frame.length)
                        .put(frame);
                out.write(whole.array());
            }
        } catch (IOException _) {
            // one side has gone, and so has the other now
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }

    private static byte[] note(byte[] request, Map<Integer, Asked> asked) {
        var head = ByteBuffer.wrap(request);
        var what = ApiKeys.forId(head.getShort());
        asked.put(head.getInt(Integer.BYTES), new Asked(what, head.getShort()));
        return request;
    }

    private byte[] here(byte[] answer, Map<Integer, Asked> asked) {
        var of = asked.remove(ByteBuffer.wrap(answer).getInt());
        if (of == null || (of.what() != ApiKeys.METADATA && of.what() != ApiKeys.FIND_COORDINATOR)) {
            return answer;
        }
        var frame = ByteBuffer.wrap(answer);
        var headVersion = of.what().responseHeaderVersion(of.version());
        var head = ResponseHeader.parse(frame, headVersion);
        return written(head, headVersion, body(of, frame), of.version());
    }

    private ApiMessage body(Asked of, ByteBuffer frame) {
        var in = new ByteBufferAccessor(frame);
        if (of.what() == ApiKeys.METADATA) {
            var metadata = new MetadataResponseData(in, of.version());
            metadata.brokers().forEach(one -> one.setPort(door.getLocalPort()));
            return metadata;
        }
        var coordinator = new FindCoordinatorResponseData(in, of.version());
        coordinator.coordinators().forEach(one -> one.setPort(door.getLocalPort()));
        return coordinator.setPort(coordinator.coordinators().isEmpty() ? door.getLocalPort() : 0);
    }

    private static byte[] written(ResponseHeader head, short headVersion, ApiMessage body, short version) {
        var cache = new ObjectSerializationCache();
        var bytes = ByteBuffer.allocate(head.data().size(cache, headVersion) + body.size(cache, version));
        var out = new ByteBufferAccessor(bytes);
        head.data().write(out, cache, headVersion);
        body.write(out, cache, version);
        return bytes.array();
    }

    @Override
    public void close() throws IOException {
        cut();
        door.close();
    }
}
