package dev.slipway.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.cli.screen.Span;
import dev.slipway.cli.screen.State;
import dev.slipway.cli.screen.Style;
import dev.slipway.cli.session.Session;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** What would come of a replay. */
final class Foreseen {
    private final Session session;
    private final JsonNode answer;

    Foreseen(Session session, JsonNode answer) {
        this.session = session;
        this.answer = answer;
    }

    void show() {
        var screen = session.screen();
        var service = Shown.text(answer, "service");
        screen.line(session.say("replay.would", answer.path("facts").asInt(), service));
        var rows = new ArrayList<List<Span>>();
        for (var would : answer.path("would")) {
            var isNew = would.path("isNew").asBoolean();
            var label = "  " + session.say(isNew ? "replay.new" : "replay.said-already");
            rows.add(List.of(
                    isNew ? new Span(label, Style.BUSY) : Span.dim(label),
                    Span.plain(Shown.type(Shown.text(would, "says")))));
        }
        var applied = new HashSet<String>();
        for (var applies : answer.path("applies")) {
            applied.add(Shown.text(applies, "environment"));
            rows.add(List.of(Span.plain("  " + session.say("replay.applies")), Span.plain(applies(applies))));
        }
        for (var opened : answer.path("opens")) {
            if (applied.contains(Shown.text(opened, "resource"))) {
                continue;
            }
            rows.add(List.of(
                    Span.plain("  " + session.say("replay.opens")),
                    Span.plain(Shown.text(opened, "resource") + "  " + Shown.text(opened, "intent"))));
        }
        screen.columns(rows);
        answer.path("errors").forEach(error -> screen.line(State.FAILED.with(error.asText())));
        answer.path("silent")
                .forEach(project ->
                        screen.line(State.FAILED.with(session.say("replay.silent", project.asText(), service))));
        more(answer.path("more"));
    }

    private String applies(JsonNode applies) {
        var runs = Shown.text(applies, "runs");
        return session.say(
                "replay.applied",
                Shown.id(applies, "commit"),
                Shown.text(applies, "environment"),
                Shown.text(applies, "cluster"),
                runs.isEmpty() ? session.say("replay.runs-unknown") : Shown.id(applies, "runs"));
    }

    /** What the console's answer had no room for. */
    private void more(JsonNode more) {
        var facts = more.path("facts").asInt();
        if (facts > 0) {
            session.screen().line(State.FAILED.with(session.say("replay.not-asked", facts)));
        }
        var says = more.path("says").asInt();
        var opens = more.path("opens").asInt();
        var errors = more.path("errors").asInt();
        if (says + opens + errors > 0) {
            session.screen().line(session.say("replay.more", says, opens, errors));
        }
    }
}
