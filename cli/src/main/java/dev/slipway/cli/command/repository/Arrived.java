package dev.slipway.cli.command.repository;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.cli.command.Shown;
import dev.slipway.cli.screen.Span;
import dev.slipway.cli.screen.Style;
import dev.slipway.cli.screen.Times;
import dev.slipway.cli.server.Answer;
import dev.slipway.cli.server.Server;
import dev.slipway.cli.session.Session;
import java.util.List;

/** Webhooks that came to a project's door. */
final class Arrived {
    private static final int REFUSED = 300;
    private final Session session;
    private final String project;

    Arrived(Session session, String project) {
        this.session = session;
        this.project = project;
    }

    Answer answer() {
        return session.server().get("/api/projects/" + Server.encoded(project) + "/arrivals");
    }

    List<JsonNode> now() {
        return list(answer());
    }

    /** The newest last, where a terminal shows it. */
    static List<JsonNode> list(Answer answer) {
        return answer.json().path("arrivals").valueStream().toList().reversed();
    }

    static boolean isTaken(JsonNode arrival) {
        return arrival.path("status").asInt() < REFUSED;
    }

    void show(List<JsonNode> arrivals) {
        session.screen()
                .table(
                        Shown.headings(session, "delivery", "at", "forge", "sender", "event", "repository", "answer"),
                        arrivals.stream().map(this::row).toList());
    }

    private List<Span> row(JsonNode arrival) {
        return List.of(
                Span.plain(Shown.id(arrival, "hint")),
                Span.plain(Times.local(Shown.text(arrival, "at"))),
                Span.plain(Shown.text(arrival, "forge")),
                Span.plain(or(Shown.text(arrival, "sender"), "arrivals.unknown-sender")),
                Span.plain(or(Shown.text(arrival, "event"), "arrivals.no-event")),
                Span.plain(Shown.text(arrival, "repository")),
                new Span(
                        Shown.text(arrival, "status") + " " + Shown.text(arrival, "answer"),
                        isTaken(arrival) ? Style.GOOD : Style.BAD));
    }

    private String or(String value, String otherwise) {
        return value.isEmpty() ? session.say(otherwise) : value;
    }
}
