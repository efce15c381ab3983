package dev.slipway.cli.command.line;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.cli.command.Shown;
import dev.slipway.cli.screen.Span;
import dev.slipway.cli.screen.State;
import dev.slipway.cli.screen.Style;
import dev.slipway.cli.session.Session;

/** What would be written, as {@code git diff} shows it. */
final class DeployPreview {
    private DeployPreview() {}

    static void show(Session session, JsonNode seen) {
        var screen = session.screen();
        screen.line(
                new Span(Shown.text(seen, "message"), Style.STRONG),
                Span.dim("  " + session.say("deploy.upon", Shown.text(seen, "branch"), Shown.id(seen, "commit"))));
        screen.line(Span.dim(Shown.image(Shown.text(seen, "image"))));
        if (seen.hasNonNull("held")) {
            screen.line(State.WAITS_FOR_A_PERSON.with(session.say("deploy.held", Shown.text(seen, "held"))));
        }
        for (var file : seen.path("files")) {
            if (file.path("withheld").asBoolean()) {
                screen.line(session.say("deploy.withheld", Shown.text(file, "path")));
            }
            Shown.text(file, "diff").lines().forEach(line -> screen.line(new Span(line, style(line))));
        }
        if (seen.path("files").isEmpty()) {
            screen.line(session.say("deploy.nothing"));
        }
    }

    private static Style style(String line) {
        if (line.startsWith("@@") || line.startsWith("---") || line.startsWith("+++")) {
            return Style.DIM;
        }
        return line.startsWith("+") ? Style.GOOD : line.startsWith("-") ? Style.BAD : Style.PLAIN;
    }
}
