package dev.slipway.configupdater.core;

import dev.slipway.configupdater.core.Standing.State;
import dev.slipway.events.values.EnvironmentRef;
import dev.slipway.events.values.Failure;
import dev.slipway.events.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** A status file: the same status always gives the same bytes. */
final class StatusText {
    /** A file with hundreds of applications, all of which failed, is still to fit into a record; all of it is in the console. */
    private static final int TEXT_MAX = 200;

    private final StringBuilder text = new StringBuilder();

    private StatusText() {}

    static String of(EnvironmentRef environment, SortedMap<String, Standing> applications) {
        var file = new StatusText();
        file.text.append("# Written by Slipway; what is changed here by hand is written over with the next release.\n");
        file.line(0, "environment", quoted(environment.toString()));
        file.text.append("applications:\n");
        applications.forEach(file::application);
        return file.text.toString();
    }

    private void application(String name, Standing standing) {
        var release = standing.release();
        text.append("  ").append(quoted(name)).append(":\n");
        line(4, "state", standing.state().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        line(4, "since", quoted(standing.since().toString()));
        if (release.image() != null) {
            line(4, "image", quoted(release.image().toString()));
        }
        line(4, "commit", quoted(release.source().id().value()));
        line(4, "ordinal", release.ordinal().toString());
        if (release.turn() != null) {
            line(4, "turn", release.turn().toString());
        }
        if (standing.delivery() != null) {
            line(4, "delivery", quoted(standing.delivery().toString()));
        }
        failure(standing.state() == State.AWAITING_SYNC ? "waits" : "failure", standing.failure());
    }

    private void failure(String key, @Nullable Failure failure) {
        if (failure != null) {
            text.append("    ").append(key).append(":\n");
            line(6, "segment", failure.segment().name().toLowerCase(Locale.ROOT));
            line(6, "what", quoted(failure.seen()));
            line(6, "nextStep", quoted(failure.nextStep()));
        }
    }

    private void line(int indent, String key, String value) {
        text.append(" ".repeat(indent)).append(key).append(": ").append(value).append('\n');
    }

    /** A JSON string is a YAML string, once it holds nothing that only a terminal understands. */
    private static String quoted(String value) {
        var plain = value.replaceAll("[\\p{Cntrl}\\x{80}-\\x{9f}\\x{2028}\\x{2029}\\x{feff}\\p{Cs}]+", " ")
                .strip();
        var cut = plain.codePointCount(0, plain.length()) > TEXT_MAX
                ? plain.substring(0, plain.offsetByCodePoints(0, TEXT_MAX - 1)) + "…"
                : plain;
        return new String(Json.write(cut), StandardCharsets.UTF_8);
    }
}
