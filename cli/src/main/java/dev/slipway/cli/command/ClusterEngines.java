package dev.slipway.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.cli.screen.Span;
import dev.slipway.cli.screen.State;
import dev.slipway.cli.server.Server;
import dev.slipway.cli.session.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;

/** Which engines are in which cluster, a line each. */
record ClusterEngines(Session session, String cluster) {

    void show() {
        var query = cluster.isEmpty() ? "" : "?cluster=" + Server.encoded(cluster);
        var answer = session.server().get("/api/engines/clusters" + query);
        var screen = session.screen();
        if (session.json()) {
            screen.json(answer.raw());
            return;
        }
        var rows = new ArrayList<List<Span>>();
        for (var engine : answer.json().path("engines")) {
            rows.add(row(engine));
        }
        if (rows.isEmpty()) {
            screen.line(session.say("engines.none-found"));
        } else {
            screen.table(Shown.headings(session, "cluster", "engine", "state", "version", "since", "error"), rows);
        }
    }

    private List<Span> row(JsonNode engine) {
        var health = session.words().word("engine-health", Shown.text(engine, "health"));
        var troubles = new StringJoiner("; ");
        engine.path("troubles").forEach(one -> troubles.add(one.asText()));
        note(engine.path("installation")).ifPresent(troubles::add);
        return List.of(
                Span.plain(Shown.text(engine, "cluster")),
                Span.plain(Shown.text(engine, "engine")),
                State.named(Shown.text(engine, "state")).with(health),
                Span.plain(Shown.text(engine, "version")),
                Span.plain(Shown.since(engine)),
                Span.plain(troubles.toString()));
    }

    /** What ended well is seen in the engine itself. */
    private Optional<String> note(JsonNode installation) {
        var how = installation.path("how");
        return switch (Shown.text(how, "state")) {
            case "working" ->
                Optional.of(session.say(
                        "install.goes",
                        Shown.text(how, "applied"),
                        Shown.text(how, "objects"),
                        Shown.text(how, "now")));
            case "failed" -> {
                var failure = installation.path("failure");
                yield Optional.of(
                        session.say("install.failed", Shown.text(failure, "seen"), Shown.text(failure, "nextStep")));
            }
            default -> Optional.empty();
        };
    }
}
