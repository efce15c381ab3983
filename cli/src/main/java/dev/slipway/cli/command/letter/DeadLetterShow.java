package dev.slipway.cli.command.letter;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.cli.command.Shown;
import dev.slipway.cli.screen.Span;
import dev.slipway.cli.screen.Style;
import dev.slipway.cli.screen.Times;
import dev.slipway.cli.session.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "show")
public final class DeadLetterShow implements Runnable {
    private final Session session;

    @Parameters(paramLabel = "ID", descriptionKey = "letter.id")
    private String id = "";

    public DeadLetterShow(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        var answer = new Letter(session, id).look();
        if (session.json()) {
            session.screen().json(answer.raw());
            return;
        }
        var shown = answer.json();
        facts(shown.path("deadLetter"));
        if (shown.has("value")) {
            headers(shown.path("headers"));
            text(Shown.text(shown, "value"));
        } else {
            session.screen().line("");
            session.screen().line(session.say("dead-letters.no-fact"));
            text(Shown.text(shown.path("deadLetter"), "text"));
        }
    }

    private void facts(JsonNode letter) {
        var rows = new ArrayList<List<Span>>();
        rows.add(row("at", Span.plain(Times.local(Shown.text(letter, "at")))));
        for (var field : List.of("service", "origin", "type", "key")) {
            rows.add(row(field, Span.plain(Shown.text(letter, field))));
        }
        rows.add(row("error", new Span(Shown.text(letter, "error"), Style.BAD)));
        rows.add(row("fate", Span.plain(Letter.fate(session, letter))));
        rows.removeIf(row -> row.getLast().text().isEmpty());
        session.screen().columns(rows);
    }

    private List<Span> row(String column, Span value) {
        return List.of(Span.dim(session.say("column." + column)), value);
    }

    private void headers(JsonNode headers) {
        var sorted = new TreeMap<String, String>();
        headers.forEachEntry((name, value) -> sorted.put(name, value.asText()));
        session.screen().line("");
        session.screen()
                .columns(sorted.entrySet().stream()
                        .map(header -> List.of(Span.dim(header.getKey()), Span.plain(header.getValue())))
                        .toList());
    }

    private void text(String value) {
        session.screen().line("");
        value.lines().forEach(session.screen()::line);
    }
}
