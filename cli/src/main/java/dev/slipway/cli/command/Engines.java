package dev.slipway.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.cli.screen.Span;
import dev.slipway.cli.screen.State;
import dev.slipway.cli.server.Server;
import dev.slipway.cli.session.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "engines")
public final class Engines implements Runnable {
    private static final int MESSAGE_COLUMNS = 80;
    private final Session session;

    @Parameters(paramLabel = "PROJECT", arity = "0..1", descriptionKey = "engines.project")
    private String project = "";

    @Option(names = "--cluster", paramLabel = "CLUSTER", descriptionKey = "engines.cluster")
    private String cluster = "";

    @Option(names = "--clusters", descriptionKey = "engines.clusters")
    private boolean clusters;

    public Engines(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        if (clusters) {
            found().show();
            return;
        }
        environments();
        if (project.isEmpty() && !session.json()) {
            session.screen().line("");
            found().show();
        }
    }

    private ClusterEngines found() {
        return new ClusterEngines(session, cluster);
    }

    private void environments() {
        var answer = session.server().get("/api/engines" + query());
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
            screen.line(session.say("engines.none"));
        } else {
            screen.table(
                    Shown.headings(
                            session, "environment", "state", "sync", "revision", "since", "cluster", "object", "error"),
                    rows);
        }
    }

    private String query() {
        var query = new StringJoiner("&", "?", "").setEmptyValue("");
        if (!project.isEmpty()) {
            query.add("project=" + Server.encoded(project));
        }
        if (!cluster.isEmpty()) {
            query.add("cluster=" + Server.encoded(cluster));
        }
        return query.toString();
    }

    private List<Span> row(JsonNode engine) {
        var words = session.words();
        return List.of(
                Span.plain(Shown.text(engine, "project") + "/" + Shown.text(engine, "environment")),
                State.named(Shown.text(engine, "state")).with(words.word("health", Shown.text(engine, "health"))),
                Span.plain(words.word("sync", Shown.text(engine, "sync"))),
                Span.plain(Shown.id(engine, "revision")),
                Span.plain(Shown.since(engine)),
                Span.plain(Shown.text(engine, "cluster")),
                Span.plain(Shown.text(engine, "object")),
                Span.plain(Shown.text(engine, "message")).cut(MESSAGE_COLUMNS));
    }
}
