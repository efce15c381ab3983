package dev.slipway.cli.command.repository;

import dev.slipway.cli.session.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "arrivals")
public final class Arrivals implements Runnable {
    private final Session session;

    @Parameters(paramLabel = "PROJECT", descriptionKey = "check.project")
    private String project = "";

    public Arrivals(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        var arrived = new Arrived(session, Repositories.named(session, project));
        var answer = arrived.answer();
        if (session.json()) {
            session.screen().json(answer.raw());
            return;
        }
        var arrivals = Arrived.list(answer);
        if (arrivals.isEmpty()) {
            session.screen().line(session.say("arrivals.none", project));
        } else {
            arrived.show(arrivals);
        }
    }
}
