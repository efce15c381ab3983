package dev.slipway.cli.command.letter;

import dev.slipway.cli.command.Shown;
import dev.slipway.cli.screen.Span;
import dev.slipway.cli.screen.Style;
import dev.slipway.cli.screen.Times;
import dev.slipway.cli.session.Session;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;

@Command(name = "dead-letters", synopsisSubcommandLabel = "[COMMAND]")
public final class DeadLetters implements Runnable {
    private final Session session;

    public DeadLetters(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        var answer = session.server().get("/api/dead-letters");
        var screen = session.screen();
        if (session.json()) {
            screen.json(answer.raw());
            return;
        }
        var rows = new ArrayList<List<Span>>();
        for (var letter : answer.json().path("deadLetters")) {
            rows.add(List.of(
                    Span.plain(Shown.text(letter, "id")),
                    Span.plain(Times.local(Shown.text(letter, "at"))),
                    Span.plain(Shown.text(letter, "service")),
                    Span.plain(Shown.text(letter, "origin")),
                    Span.plain(Shown.text(letter, "key")),
                    Span.dim(Letter.fate(session, letter)),
                    new Span(Shown.text(letter, "error"), Letter.isSettled(letter) ? Style.DIM : Style.BAD)));
        }
        if (rows.isEmpty()) {
            screen.line(session.say("dead-letters.none"));
        } else {
            screen.table(Shown.headings(session, "letter", "at", "service", "origin", "key", "fate", "error"), rows);
        }
    }
}
