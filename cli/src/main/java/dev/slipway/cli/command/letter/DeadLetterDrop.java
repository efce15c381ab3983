package dev.slipway.cli.command.letter;

import dev.slipway.cli.session.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "drop")
public final class DeadLetterDrop implements Runnable {
    private final Session session;

    @Parameters(paramLabel = "ID", descriptionKey = "letter.id")
    private String id = "";

    public DeadLetterDrop(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        new Letter(session, id).settle("drop");
    }
}
