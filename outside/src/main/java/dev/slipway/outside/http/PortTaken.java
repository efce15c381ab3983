package dev.slipway.outside.http;

import java.io.IOException;
import java.io.Serial;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Somebody else listens where a part of the outside wants to. */
public final class PortTaken extends IOException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final int port;
    private final String wantedBy;

    public PortTaken(int port, String wantedBy) {
        super("port " + port + ", which " + wantedBy + " wants, is taken");
        this.port = port;
        this.wantedBy = wantedBy;
    }

    /** The port itself if nobody listens there, or one that is free where 0 is asked for. */
    public static int free(int port, String wantedBy) throws IOException {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new PortTaken(port, wantedBy);
        }
    }

    public int port() {
        return port;
    }

    public String wantedBy() {
        return wantedBy;
    }
}
