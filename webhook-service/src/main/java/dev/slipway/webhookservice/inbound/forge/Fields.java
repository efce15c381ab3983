package dev.slipway.webhookservice.inbound.forge;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.events.values.CommitId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Fields of a body, by JSON pointers. What is missing and needed is refused by its name. */
final class Fields {
    private static final DateTimeFormatter GITLABS = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final int NAME_MAX = 200;
    private static final Set<Integer> COMMIT_LENGTHS = Set.of(40, 64);

    private Fields() {}

    /** @throws IllegalArgumentException if there is no such text */
    static String text(JsonNode body, String pointer) {
        var text = textOrNull(body, pointer);
        if (text == null || text.isBlank()) {
            throw missing(pointer);
        }
        return text;
    }

    static @Nullable String textOrNull(JsonNode body, String pointer) {
        var node = body.at(pointer);
        return node.isTextual() ? node.textValue() : null;
    }

    /** A person's name; one that is too long is none. */
    static @Nullable String nameOrNull(JsonNode body, String pointer) {
        var name = textOrNull(body, pointer);
        return name == null || name.isBlank() || name.length() > NAME_MAX ? null : name;
    }

    /** Forges say null where a branch is gone. */
    static String name(JsonNode body, String pointer) {
        var name = nameOrNull(body, pointer);
        if (name == null && body.at(pointer).isNull()) {
            throw new NotKept(dotted(pointer) + " names nothing");
        }
        if (name == null
                && body.at(pointer).isTextual()
                && body.at(pointer).textValue().length() > NAME_MAX) {
            throw new NotKept(dotted(pointer) + " has more than " + NAME_MAX + " characters");
        }
        if (name == null) {
            throw missing(pointer);
        }
        return name;
    }

    /** @throws IllegalArgumentException if there is no such number, or none that counts something */
    static long number(JsonNode body, String pointer) {
        var node = body.at(pointer);
        if (!node.canConvertToLong() || node.longValue() < 0) {
            throw missing(pointer);
        }
        return node.longValue();
    }

    static CommitId commit(JsonNode body, String pointer) {
        var commit = commitOrNull(body, pointer);
        if (commit == null) {
            throw missing(pointer);
        }
        return commit;
    }

    /** A whole id; some forges abbreviate. */
    static @Nullable CommitId commitOrNull(JsonNode body, String pointer) {
        var text = textOrNull(body, pointer);
        return text != null && COMMIT_LENGTHS.contains(text.length()) && text.matches("[0-9a-f]+")
                ? new CommitId(text)
                : null;
    }

    static @Nullable String urlOrNull(JsonNode body, String pointer) {
        var text = textOrNull(body, pointer);
        return text != null && text.length() < 2_000 && text.matches("https?://[!-~]+") ? text : null;
    }

    static @Nullable Instant timeOrNull(JsonNode body, String pointer) {
        var node = body.at(pointer);
        if (node.isIntegralNumber() && node.canConvertToLong()) {
            return Instant.ofEpochMilli(node.longValue());
        }
        return node.isTextual() ? time(node.textValue()) : null;
    }

    private static @Nullable Instant time(String text) {
        try {
            return text.endsWith(" UTC")
                    ? Instant.from(GITLABS.parse(text))
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private static IllegalArgumentException missing(String pointer) {
        return new IllegalArgumentException(dotted(pointer) + " is missing");
    }

    private static String dotted(String pointer) {
        return pointer.substring(1).replace('/', '.');
    }
}
