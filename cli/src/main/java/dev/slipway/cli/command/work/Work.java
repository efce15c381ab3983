package dev.slipway.cli.command.work;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.cli.command.Shown;
import dev.slipway.cli.screen.Span;
import dev.slipway.cli.screen.State;
import dev.slipway.cli.screen.Style;
import dev.slipway.cli.screen.Times;
import dev.slipway.cli.server.Server;
import dev.slipway.cli.session.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "work")
public final class Work implements Runnable {
    private final Session session;

    @Option(names = "--service", paramLabel = "SERVICE")
    private String service = "";

    public Work(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        var answer =
                session.server().get("/api/work" + (service.isEmpty() ? "" : "?service=" + Server.encoded(service)));
        var screen = session.screen();
        if (session.json()) {
            screen.json(answer.raw());
            return;
        }
        var rows = new ArrayList<List<Span>>();
        for (var row : answer.json().path("open")) {
            rows.add(List.of(
                    Span.plain(Shown.id(row, "id")),
                    Span.plain(Shown.text(row, "service")),
                    Span.plain(Shown.text(row, "resource")),
                    Span.plain(age(row)),
                    tries(row),
                    Span.plain(Shown.id(row, "delivery")),
                    Span.plain(Shown.text(row, "waitsFor"))));
        }
        if (rows.isEmpty()) {
            screen.line(session.say("work.none"));
        } else {
            screen.table(
                    Shown.headings(session, "row", "service", "resource", "since", "tries", "delivery", "waits-for"),
                    rows);
        }
        for (var paused : answer.json().path("paused")) {
            if (service.isEmpty() || Shown.text(paused, "service").equals(service)) {
                screen.line(paused(paused));
            }
        }
    }

    private Span paused(JsonNode paused) {
        var of = Shown.text(paused, "service");
        var resource = Shown.text(paused, "resource");
        var by = Shown.text(paused, "by");
        return State.WAITS_FOR_A_PERSON.with(
                resource.equals(Orders.ALL)
                        ? session.say("work.paused-all", of, by)
                        : session.say("work.paused", of, resource, by));
    }

    private static String age(JsonNode row) {
        return Times.parse(Shown.text(row, "since"))
                .map(since -> Times.took(Duration.between(since, Instant.now())))
                .orElse("");
    }

    /** Attempts that went wrong. */
    private static Span tries(JsonNode row) {
        var attempts = row.path("attempts").asInt();
        return new Span(Integer.toString(attempts), attempts == 0 ? Style.PLAIN : Style.BUSY);
    }
}
