package dev.slipway.cli.command;

import dev.slipway.cli.screen.Exit;
import dev.slipway.cli.screen.State;
import dev.slipway.cli.session.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "delivery")
public final class Delivery implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "ID", descriptionKey = "delivery.id")
    private String id = "";

    public Delivery(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var answer = Wanted.delivery(session, id);
        var delivery = answer.json().path("delivery");
        if (session.json()) {
            session.screen().json(answer.raw());
        } else {
            new Timeline(session, delivery).show();
        }
        var failed = State.named(Shown.text(delivery, "state")).isBad();
        return (failed ? Exit.NO : Exit.OK).code();
    }
}
