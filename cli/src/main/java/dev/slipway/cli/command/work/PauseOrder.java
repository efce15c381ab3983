package dev.slipway.cli.command.work;

import dev.slipway.cli.session.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code pause} and {@code resume}. */
@Command
public final class PauseOrder implements Runnable {
    private final Session session;
    private final String kind;

    @Parameters(index = "0", paramLabel = "SERVICE", descriptionKey = "order.service")
    private String service = "";

    @Parameters(index = "1", paramLabel = "RESOURCE", arity = "0..1", descriptionKey = "order.resource-or-all")
    private String resource = Orders.ALL;

    private PauseOrder(Session session, String kind) {
        this.session = session;
        this.kind = kind;
    }

    public static PauseOrder pause(Session session) {
        return new PauseOrder(session, "pause");
    }

    public static PauseOrder resume(Session session) {
        return new PauseOrder(session, "resume");
    }

    @Override
    public void run() {
        new Orders(session).all(kind, service, resource);
    }
}
