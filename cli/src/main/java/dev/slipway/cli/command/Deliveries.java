package dev.slipway.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.slipway.cli.screen.Problem;
import dev.slipway.cli.screen.Span;
import dev.slipway.cli.screen.State;
import dev.slipway.cli.screen.Times;
import dev.slipway.cli.session.Session;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "deliveries")
public final class Deliveries implements Runnable {
    private static final int LIMIT_MAX = 10_000;
    private static final int LOOKED_AT_MAX = 10_000;
    private static final int SUBJECT_COLUMNS = 60;
    private final Session session;

    @Option(names = "--project", paramLabel = "PROJECT")
    private String project = "";

    @Option(names = "--limit", paramLabel = "N")
    private int limit = 20;

    public Deliveries(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        if (limit < 1 || limit > LIMIT_MAX) {
            throw Problem.usage(session.say("error.limit", limit, LIMIT_MAX));
        }
        // Of one project nobody knows how many have to be looked at.
        var pages = new Pages(session.server(), project.isEmpty() ? limit : LIMIT_MAX);
        var found = new ArrayList<JsonNode>();
        var lookedAt = 0;
        while (found.size() < limit && lookedAt < LOOKED_AT_MAX && pages.hasNext()) {
            var delivery = pages.next();
            lookedAt++;
            if (project.isEmpty() || Shown.text(delivery, "project").equals(project)) {
                found.add(delivery);
            }
        }
        var more = pages.more();
        if (session.json()) {
            session.screen().json(json(found, more));
        } else {
            show(found);
        }
        if (more && found.size() < limit) {
            session.note(session.say("deliveries.looked-at", lookedAt));
        }
    }

    /** As the console answers, however many pages it took. */
    private static byte[] json(List<JsonNode> found, boolean more) {
        var page = JsonNodeFactory.instance.objectNode();
        page.putArray("deliveries").addAll(found);
        if (more && !found.isEmpty()) {
            page.set("next", found.getLast().path("id"));
        }
        return page.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void show(List<JsonNode> found) {
        var screen = session.screen();
        if (found.isEmpty()) {
            screen.line(
                    project.isEmpty() ? session.say("deliveries.none") : session.say("deliveries.none-of", project));
            return;
        }
        screen.table(
                Shown.headings(session, "delivery", "began", "took", "project", "branch", "commit", "state", "subject"),
                found.stream().map(this::row).toList());
    }

    private List<Span> row(JsonNode delivery) {
        var state = Shown.text(delivery, "state");
        return List.of(
                Span.plain(Shown.id(delivery, "id")),
                Span.plain(Times.local(Shown.text(delivery, "started"))),
                Span.plain(Times.between(Shown.text(delivery, "started"), Shown.text(delivery, "ended"))),
                Span.plain(Shown.text(delivery, "project")),
                Span.plain(Shown.text(delivery, "branch")),
                Span.plain(Shown.id(delivery, "commit")),
                State.named(state).with(session.words().word("state", state)),
                Span.plain(subject(delivery)).cut(SUBJECT_COLUMNS));
    }

    private String subject(JsonNode delivery) {
        var asked = Shown.asked(session.words(), delivery);
        return asked.isEmpty() ? Shown.text(delivery, "subject") : asked;
    }
}
