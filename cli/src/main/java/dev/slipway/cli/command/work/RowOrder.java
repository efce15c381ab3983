package dev.slipway.cli.command.work;

import dev.slipway.cli.session.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code retry} and {@code give-up}. */
@Command
public final class RowOrder implements Runnable {
    private final Session session;
    private final String kind;

    @Parameters(index = "0", paramLabel = "SERVICE", descriptionKey = "order.service")
    private String service = "";

    @Parameters(index = "1", paramLabel = "RESOURCE", descriptionKey = "order.resource")
    private String resource = "";

    @Parameters(index = "2", paramLabel = "ROW", arity = "0..1", descriptionKey = "order.row")
    private String row = "";

    private RowOrder(Session session, String kind) {
        this.session = session;
        this.kind = kind;
    }

    public static RowOrder retry(Session session) {
        return new RowOrder(session, "retry-now");
    }

    public static RowOrder giveUp(Session session) {
        return new RowOrder(session, "give-up");
    }

    @Override
    public void run() {
        var orders = new Orders(session);
        if (row.isEmpty() || row.equals(Orders.ALL)) {
            orders.all(kind, service, resource);
        } else {
            orders.row(kind, service, resource, row);
        }
    }
}
