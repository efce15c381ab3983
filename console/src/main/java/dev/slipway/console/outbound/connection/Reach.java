package dev.slipway.console.outbound.connection;

import dev.slipway.console.core.connection.Step;
import dev.slipway.console.core.connection.Step.Name;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Whether the host's name is known, and whether somebody listens there. */
final class Reach {
    private static final int CONNECT_MILLIS = 5_000;
    private static final int SHOWN_MAX = 4;

    private Reach() {}

    static Step address(Target target) {
        try {
            var all = InetAddress.getAllByName(target.host());
            return Step.ok(
                    Name.ADDRESS,
                    target.host() + " is "
                            + Arrays.stream(all)
                                    .limit(SHOWN_MAX)
                                    .map(InetAddress::getHostAddress)
                                    .collect(Collectors.joining(", ")));
        } catch (UnknownHostException e) {
            return Step.failed(
                    Name.ADDRESS,
                    "nobody knows the name " + target.host() + ": correct the repository's url, or let the name server "
                            + "that Slipway uses know it");
        }
    }

    static Step connect(Target target) {
        var where = target.host() + ":" + target.port();
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(target.host(), target.port()), CONNECT_MILLIS);
            return Step.ok(Name.CONNECT, where + " answers");
        } catch (SocketTimeoutException e) {
            return Step.failed(
                    Name.CONNECT,
                    where + " does not answer within " + CONNECT_MILLIS / 1_000
                            + " s: let firewalls between Slipway and the forge pass this connection, or correct the port");
        } catch (ConnectException e) {
            return Step.failed(
                    Name.CONNECT,
                    where + " refuses the connection: start the forge, or correct the port in the repository's url");
        } catch (IOException e) {
            return Step.failed(
                    Name.CONNECT,
                    where + " cannot be reached (" + e.getMessage()
                            + "): look at the network between Slipway and the forge");
        }
    }
}
