package dev.slipway.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.cli.screen.Times;
import dev.slipway.cli.screen.Words;
import dev.slipway.cli.session.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** How the console's values are shown. */
public final class Shown {
    private static final int ABBREVIATED = 8;

    private Shown() {}

    public static List<String> headings(Session session, String... columns) {
        return Stream.of(columns).map(column -> session.say("column." + column)).toList();
    }

    /** Empty, if there is none. */
    public static String text(JsonNode node, String field) {
        return node.path(field).asText("");
    }

    /** How long it has been so. */
    static String since(JsonNode node) {
        return Times.parse(text(node, "since"))
                .map(since -> Times.took(Duration.between(since, Instant.now())))
                .orElse("");
    }

    /** What a person asked for; empty where the delivery began otherwise. */
    static String asked(Words words, JsonNode delivery) {
        var command = delivery.path("command");
        return command.isMissingNode() || command.isNull()
                ? ""
                : words.say(
                        "asked",
                        text(command, "by"),
                        words.word("command", text(command, "what")),
                        text(command, "environment") + (isOfALine(command) ? "/" + text(command, "application") : ""),
                        text(command, "to").isEmpty() ? "" : " → " + text(command, "to"));
    }

    private static boolean isOfALine(JsonNode command) {
        return !text(command, "what").equals("sync");
    }

    /** Why a release is there, and by whom; empty where its push brought it. */
    public static String origin(Words words, JsonNode release) {
        var origin = text(release, "origin");
        var by = text(release, "by");
        return origin.isEmpty() || by.isEmpty()
                ? words.word("origin", origin)
                : words.word("origin", origin) + ", " + by;
    }

    /** As much of an id or a commit as tells it from others. */
    public static String id(JsonNode node, String field) {
        return abbreviated(text(node, field));
    }

    static String abbreviated(String id) {
        return id.substring(0, Math.min(ABBREVIATED, id.length()));
    }

    /** {@code dev.slipway.image.built.v1} as {@code image.built}, whatever follows. */
    static String type(String type) {
        return type.replaceFirst("^dev\\.slipway\\.(\\S+?)\\.v[0-9]+(?=\\s|$)", "$1");
    }

    /** {@code registry/group/name:tag@digest} as {@code name:tag@digest}, with the hashes cut short. */
    public static String image(String image) {
        return image.substring(image.lastIndexOf('/') + 1).replaceAll("([0-9a-f]{8})[0-9a-f]{32,56}", "$1…");
    }
}
