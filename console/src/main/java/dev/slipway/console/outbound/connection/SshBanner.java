package dev.slipway.console.outbound.connection;

import dev.slipway.console.core.connection.Step;
import dev.slipway.console.core.connection.Step.Name;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Whether an SSH server listens. Whether it is the right one, its key says when the repository is read. */
final class SshBanner {
    private static final int MILLIS = 5_000;
    private static final String BEGINNING = "SSH-2.0-";

    private SshBanner() {}

    static Step read(Target target) {
        var where = target.host() + ":" + target.port();
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(target.host(), target.port()), MILLIS);
            socket.setSoTimeout(MILLIS);
            var said = new String(socket.getInputStream().readNBytes(BEGINNING.length()), StandardCharsets.US_ASCII);
            return said.equals(BEGINNING)
                    ? Step.ok(Name.GIT, "an SSH server answers")
                    : Step.failed(Name.GIT, where + " is no SSH server: correct the port in the repository's url");
        } catch (IOException e) {
            return Step.failed(
                    Name.GIT,
                    where + " does not speak first, as SSH servers do: correct the port in the repository's url");
        }
    }
}
