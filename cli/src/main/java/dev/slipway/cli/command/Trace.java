package dev.slipway.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.cli.screen.Span;
import dev.slipway.cli.screen.Style;
import dev.slipway.cli.screen.Times;
import dev.slipway.cli.session.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "trace")
public final class Trace implements Runnable {
    private final Session session;
    private final List<JsonNode> events = new ArrayList<>();
    private final Set<String> told = new HashSet<>();

    @Parameters(paramLabel = "DELIVERY", descriptionKey = "delivery.id")
    private String delivery = "";

    public Trace(Session session) {
        this.session = session;
    }

    @Override
    public void run() {
        var answer = Wanted.delivery(session, delivery);
        if (session.json()) {
            session.screen().json(answer.raw());
            return;
        }
        answer.json().path("events").forEach(events::add);
        var ids = events.stream().map(event -> Shown.text(event, "id")).collect(Collectors.toSet());
        events.stream()
                .filter(event -> !ids.contains(Shown.text(event, "cause")))
                .forEach(event -> tell(event, time(event), time(event), 0));
    }

    private void tell(JsonNode event, Instant first, Instant before, int depth) {
        var id = Shown.text(event, "id");
        if (!told.add(id)) {
            return;
        }
        var step = depth == 0 ? "" : "(" + Duration.between(before, time(event)).toMillis() + ")";
        var since = "+" + Duration.between(first, time(event)).toMillis() + " ms";
        session.screen()
                .line(
                        Span.dim("%8s %8s  ".formatted(since, step)),
                        Span.plain("  ".repeat(depth)),
                        new Span(Shown.type(Shown.text(event, "type")), Style.STRONG),
                        Span.plain("  " + Shown.text(event, "subject")));
        events.stream()
                .filter(other -> Shown.text(other, "cause").equals(id))
                .forEach(other -> tell(other, first, time(event), depth + 1));
    }

    private static Instant time(JsonNode event) {
        return Times.parse(Shown.text(event, "time")).orElse(Instant.EPOCH);
    }
}
