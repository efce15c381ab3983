package dev.slipway.cli.command.line;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.cli.command.Shown;
import dev.slipway.cli.screen.Screen;
import dev.slipway.cli.screen.Span;
import dev.slipway.cli.screen.State;
import dev.slipway.cli.screen.Style;
import dev.slipway.cli.screen.Times;
import dev.slipway.cli.session.Session;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "line")
public final class Line implements Runnable {
    private static final int SUBJECT_COLUMNS = 50;
    private final Session session;

    @Parameters(paramLabel = "PROJECT/ENVIRONMENT/APPLICATION", descriptionKey = "line.name")
    private String name = "";

    public Line(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        var answer = session.server().get(LinePath.of(session, name).resource());
        if (session.json()) {
            session.screen().json(answer.raw());
        } else {
            show(session.screen(), answer.json());
        }
    }

    private void show(Screen screen, JsonNode line) {
        var releases = line.path("releases");
        if (releases.isEmpty()) {
            screen.line(session.say("line.none", name));
        } else {
            var heading = Shown.headings(session, "release", "rank", "commit", "state", "at", "image", "subject");
            screen.table(
                    heading, releases.valueStream().map(each -> row(line, each)).toList());
        }
        var said = new ArrayList<List<Span>>();
        if (line.hasNonNull("pinned")) {
            said.add(List.of(
                    new Span(session.say("line.pinned"), Style.STRONG), Span.plain(Shown.text(line, "pinned"))));
        }
        for (var field : List.of("desired", "live", "waiting", "back")) {
            if (line.hasNonNull(field)) {
                said.add(List.of(
                        new Span(session.say("line." + field), Style.STRONG), Span.plain(named(line.path(field)))));
            }
        }
        screen.columns(said);
        if (line.hasNonNull("hold")) {
            hold(screen, line.path("hold"));
        }
    }

    private void hold(Screen screen, JsonNode hold) {
        var by = Shown.text(hold, "by");
        screen.line(State.WAITS_FOR_A_PERSON.with(session.say(
                by.isEmpty() ? "line.held" : "line.held-by",
                Shown.text(hold, "why"),
                Times.local(Shown.text(hold, "since")),
                by)));
        screen.line("  " + session.say("delivery.to-do") + " "
                + session.say(hold.path("firm").asBoolean() ? "line.firm" : "line.soft", name));
    }

    private static String named(JsonNode release) {
        return Shown.text(release, "rank") + "  " + Shown.id(release, "id") + "  " + Shown.id(release, "commit") + "  "
                + Shown.text(release, "subject");
    }

    private List<Span> row(JsonNode line, JsonNode release) {
        var phase = Shown.text(release, "phase");
        var origin = Shown.origin(session.words(), release);
        var isLive = Shown.text(line.path("live"), "id").equals(Shown.text(release, "id"));
        // What was live once is shown so only while it is.
        var state = phase.equals("live") && !isLive ? State.NO_EFFECT : State.ofPhase(phase);
        var word = phase.equals("live") && !isLive
                ? session.say("line.was-live")
                : session.words().word("phase", phase);
        return List.of(
                Span.plain(Shown.id(release, "id")),
                Span.plain(Shown.text(release, "rank")),
                Span.plain(Shown.id(release, "commit")),
                state.with(word + (origin.isEmpty() ? "" : ", " + origin)),
                Span.dim(Times.local(Shown.text(release, "since"))),
                Span.plain(Shown.image(Shown.text(release, "image"))),
                Span.plain(Shown.text(release, "subject")).cut(SUBJECT_COLUMNS));
    }
}
