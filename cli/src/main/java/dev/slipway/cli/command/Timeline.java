package dev.slipway.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.cli.screen.Screen;
import dev.slipway.cli.screen.Span;
import dev.slipway.cli.screen.State;
import dev.slipway.cli.screen.Style;
import dev.slipway.cli.screen.Times;
import dev.slipway.cli.session.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The way of one delivery: its steps to scale, what was built and released, what went wrong and what to do. */
final class Timeline {
    private static final int BAR_COLUMNS = 30;
    private final Session session;
    private final JsonNode delivery;
    private final Screen screen;

    Timeline(Session session, JsonNode delivery) {
        this.session = session;
        this.delivery = delivery;
        screen = session.screen();
    }

    void show() {
        var state = Shown.text(delivery, "state");
        screen.line(
                State.named(state).with(session.words().word("state", state)),
                Span.plain("  " + Shown.text(delivery, "project") + "  " + Shown.text(delivery, "branch") + "  "
                        + Shown.id(delivery, "commit") + "  "),
                new Span(Shown.text(delivery, "subject"), Style.STRONG),
                Span.plain("  " + Shown.text(delivery, "author")));
        var asked = Shown.asked(session.words(), delivery);
        if (!asked.isEmpty()) {
            var why = Shown.text(delivery.path("command"), "why");
            screen.line(new Span(asked, Style.STRONG), Span.plain(why.isEmpty() ? "" : ": " + why));
        }
        var began = Shown.text(delivery, "started");
        var took = Times.between(began, Shown.text(delivery, "ended"));
        screen.line(Span.dim(Shown.text(delivery, "id") + "  "
                + session.say("delivery.began", Times.local(began))
                + (took.isEmpty() ? "" : "  " + session.say("delivery.took", took))));
        section("steps", step());
        section("builds", this::build);
        section("releases", this::release);
        section("lines", this::line);
        section("messages", this::message);
        delivery.path("troubles").forEach(this::trouble);
    }

    private void section(String field, Function<JsonNode, List<Span>> row) {
        var rows = new ArrayList<List<Span>>();
        delivery.path(field).forEach(node -> rows.add(row.apply(node)));
        if (!rows.isEmpty()) {
            screen.line("");
            screen.line(new Span(session.say("delivery." + field), Style.STRONG));
            screen.columns(rows);
        }
    }

    private Function<JsonNode, List<Span>> step() {
        var now = Instant.now();
        var begin = time(delivery, "started", now);
        var end = time(delivery, "ended", now);
        for (var step : delivery.path("steps")) { // messages may go out after the end
            var to = time(step, "to", now);
            end = to.isAfter(end) ? to : end;
        }
        var whole = Math.max(1, Duration.between(begin, end).toMillis());
        return step -> {
            var name = Shown.text(step, "name");
            var from = Duration.between(begin, time(step, "from", begin));
            var took = Duration.between(time(step, "from", begin), time(step, "to", now));
            return List.of(
                    Span.plain("  " + session.words().word("step", name)),
                    Span.dim("+" + Times.took(from)),
                    Span.plain(Times.took(took)),
                    new Span(bar(from.toMillis(), took.toMillis(), whole), Style.BUSY),
                    Span.dim(step.hasNonNull("to") ? "" : session.say("delivery.still")));
        };
    }

    private static String bar(long from, long took, long whole) {
        var before = Math.clamp(from * BAR_COLUMNS / whole, 0, BAR_COLUMNS - 1);
        var columns = Math.clamp(took * BAR_COLUMNS / whole, 1, BAR_COLUMNS - before);
        return " ".repeat(before) + "━".repeat(columns);
    }

    private static Instant time(JsonNode node, String field, Instant otherwise) {
        return Times.parse(Shown.text(node, field)).orElse(otherwise);
    }

    private List<Span> build(JsonNode build) {
        return List.of(
                Span.plain("  " + Shown.text(build, "application")),
                phase(build),
                Span.plain(Shown.image(Shown.text(build, "image"))),
                Span.plain(Shown.text(build, "note")));
    }

    private List<Span> release(JsonNode release) {
        var config = Shown.text(release, "configBranch") + " " + Shown.id(release, "configCommit");
        return List.of(
                Span.plain("  " + Shown.text(release, "environment")),
                Span.plain((Shown.text(release, "application") + "  " + turned(release)).strip()),
                phase(release),
                Span.plain(
                        release.path("podsReady").asInt() > 0
                                ? session.say("delivery.pods", Shown.text(release, "podsReady"))
                                : ""),
                Span.plain(Shown.text(release, "cluster")),
                Span.plain(config.strip()),
                Span.plain(Shown.text(release, "note")),
                Span.plain(Shown.text(release, "nextStep")));
    }

    private List<Span> line(JsonNode line) {
        var held = line.path("held").asBoolean();
        return List.of(
                Span.plain("  " + Shown.text(line, "environment")),
                Span.plain(Shown.text(line, "application")),
                (held ? State.WAITS_FOR_A_PERSON : State.DONE)
                        .with(session.words().word("change", held ? "held" : "freed")),
                Span.plain(Shown.text(line, "by")),
                Span.plain(Shown.text(line, "why")));
    }

    /** A push's rank is that of all that it caused. */
    private String turned(JsonNode release) {
        var origin = Shown.text(release, "origin");
        return origin.isEmpty() ? "" : "#" + Shown.text(release, "rank") + " " + Shown.origin(session.words(), release);
    }

    private Span phase(JsonNode node) {
        var phase = Shown.text(node, "phase");
        return State.ofPhase(phase).with(session.words().word("phase", phase));
    }

    private List<Span> message(JsonNode message) {
        var sent = Shown.text(message, "title");
        return List.of(
                Span.plain("  " + Shown.text(message, "channel")),
                Span.dim(Times.local(Shown.text(message, "at"))),
                message.hasNonNull("failure")
                        ? State.FAILED.with(
                                session.say("delivery.not-told", Shown.text(message.path("failure"), "seen")))
                        : Span.plain(sent));
    }

    private void trouble(JsonNode trouble) {
        var failure = trouble.path("failure");
        var segment = session.words().word("segment", Shown.text(failure, "segment"));
        screen.line("");
        screen.line(State.FAILED.with(session.say("delivery.failed", Shown.text(trouble, "where"), segment)));
        var lines = new ArrayList<List<Span>>();
        lines.addAll(said("delivery.seen", Shown.text(failure, "seen")));
        lines.addAll(said("delivery.to-do", Shown.text(failure, "nextStep")));
        screen.columns(lines);
    }

    /** What was seen may have several lines. */
    private List<List<Span>> said(String what, String text) {
        var label = "  " + session.say(what);
        var lines = new ArrayList<List<Span>>();
        for (var line : text.lines().toList()) {
            lines.add(List.of(Span.plain(label), Span.plain(line)));
            label = "";
        }
        return lines;
    }
}
