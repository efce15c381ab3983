package dev.slipway.notifier.outbound.feishu;

import dev.slipway.events.values.CommitId;
import dev.slipway.events.values.Failure;
import dev.slipway.events.wire.Json;
import dev.slipway.notifier.core.Notice;
import dev.slipway.notifier.core.Notice.Change;
import dev.slipway.notifier.core.Notice.Engine;
import dev.slipway.notifier.core.Notice.Headline;
import dev.slipway.notifier.core.Notice.Hold;
import dev.slipway.notifier.core.Wording;
import java.net.URI;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A notice as a card (JSON 2.0), small enough for Feishu whatever stands in it. */
final class Card {
    static final int BYTES_MAX = 20 * 1024;
    private static final int[] TEXT_LENGTHS = {2_000, 1_000, 500, 200, 50};
    private final Wording wording;
    private final Optional<URI> console;

    Card(Wording wording, Optional<URI> console) {
        this.wording = wording;
        this.console = console;
    }

    /** The body of the request; foreign texts are cut, with a mark, until it fits. */
    byte[] body(Notice notice, @Nullable Signature signature) {
        for (var length : TEXT_LENGTHS) {
            var body = Json.write(message(notice, signature, length));
            if (body.length <= BYTES_MAX) {
                return body;
            }
        }
        throw new IllegalStateException("no card of " + notice.about() + " fits in " + BYTES_MAX + " bytes");
    }

    private Map<String, Object> message(Notice notice, @Nullable Signature signature, int length) {
        var message = new LinkedHashMap<String, Object>();
        if (signature != null) {
            message.put("timestamp", signature.timestamp());
            message.put("sign", signature.sign());
        }
        message.put("msg_type", "interactive");
        message.put("card", card(notice, length));
        return message;
    }

    private Map<String, Object> card(Notice notice, int length) {
        var colour = switch (notice.kind()) {
            case LIVE -> "green";
            case FAILED -> "red";
            case HELD -> "orange";
            case ENGINE -> notice.headline() == Headline.ENGINE_WELL ? "green" : "red";
        };
        var title = Map.of("tag", "plain_text", "content", LarkText.plain(wording.title(notice)));
        var markdown = Map.of("tag", "markdown", "content", String.join("\n", lines(notice, length)));
        return Map.of(
                "schema",
                "2.0",
                "config",
                Map.of("update_multi", true),
                "header",
                Map.of("template", colour, "title", title),
                "body",
                Map.of("elements", List.of(markdown)));
    }

    private List<String> lines(Notice notice, int length) {
        var lines = new Lines(length);
        if (notice.perhapsRepeated()) {
            lines.add("**" + wording.text("label.repeated") + "**");
        }
        lines.add("environments", wording.environments(notice.place().environments()));
        Optional.ofNullable(notice.hold()).map(Hold::left).ifPresent(left -> lines.add("left", described(left)));
        Optional.ofNullable(notice.change()).ifPresent(change -> add(lines, change, notice.headline()));
        lines.add(
                isAskedFor(notice) ? "took-command" : "took",
                Optional.ofNullable(notice.took()).map(wording::took).orElse(null));
        Optional.ofNullable(notice.failure()).ifPresent(failure -> add(lines, failure));
        Optional.ofNullable(notice.hold()).ifPresent(hold -> add(lines, hold));
        Optional.ofNullable(notice.engine()).ifPresent(engine -> add(lines, notice, engine));
        link(notice).ifPresent(lines::add);
        return lines.lines;
    }

    private static boolean isAskedFor(Notice notice) {
        var change = notice.change();
        return notice.headline() == Headline.BACK || (change != null && change.by() != null);
    }

    private static void add(Lines lines, Change change, @Nullable Headline headline) {
        lines.add(headline != null && headline.isOfATurn() ? "back" : "commit", described(change));
        lines.add("author", change.author());
        lines.add("by", change.by());
        lines.add(
                change.turn() == null ? "push" : "release",
                change.ordinal() + (change.turn() == null ? "" : "." + change.turn()));
        lines.add(
                "image",
                Optional.ofNullable(change.image()).map(Object::toString).orElse(null));
        lines.add(
                "config",
                Optional.ofNullable(change.config()).map(CommitId::abbreviated).orElse(null));
    }

    private static String described(Change change) {
        return change.commit().abbreviated() + " "
                + Optional.ofNullable(change.subject()).orElse("");
    }

    private void add(Lines lines, Hold hold) {
        lines.add("why", hold.why());
        lines.add("by", hold.by());
        lines.add("next", hold.nextStep());
        if (hold.merge() != null) {
            lines.add("[" + wording.text("label.merge") + "](" + hold.merge() + ")");
            lines.add("next", wording.text("next.merge"));
        }
        if (hold.firm() != null) {
            lines.add("next", wording.text(hold.firm() ? "next.firm" : "next.soft"));
        }
    }

    private void add(Lines lines, Failure failure) {
        lines.add("where", wording.text("where." + failure.segment().name().toLowerCase(Locale.ROOT)));
        lines.add("seen", failure.seen());
        lines.add("next", failure.nextStep());
    }

    private void add(Lines lines, Notice notice, Engine engine) {
        var project = notice.place().project();
        lines.add("object", engine.object());
        lines.add("since", engine.since().truncatedTo(ChronoUnit.SECONDS).toString());
        if (notice.headline() != null && notice.headline() != Headline.ENGINE_WELL) {
            lines.add("seen", engine.message());
            var environment = notice.place().environments().getFirst();
            lines.add("next", wording.text("next." + notice.headline().key(), project, environment));
        }
        console.ifPresent(page -> lines.add("[" + wording.text("label.engines") + "]("
                + page.toString().replaceAll("/+$", "") + "/engines?project=" + project + ")"));
    }

    private Optional<String> link(Notice notice) {
        return Optional.ofNullable(notice.delivery())
                .flatMap(delivery -> console.map(page -> "[" + wording.text("label.delivery") + "]("
                        + page.toString().replaceAll("/+$", "") + "/deliveries/" + delivery + ")"));
    }

    private final class Lines {
        private final List<String> lines = new ArrayList<>();
        private final int length;

        private Lines(int length) {
            this.length = length;
        }

        private void add(String line) {
            lines.add(line);
        }

        private void add(String label, @Nullable String foreign) {
            if (foreign != null && !foreign.isBlank()) {
                var text = LarkText.cut(LarkText.plain(foreign), length, wording.text("label.cut"));
                lines.add("**" + wording.text("label." + label) + "** " + LarkText.escaped(text));
            }
        }
    }
}
