package dev.slipway.console.inbound.web;

import dev.slipway.console.core.delivery.DeliveryView;
import dev.slipway.console.core.delivery.Phase;
import dev.slipway.console.core.line.LineView.LineRelease;
import dev.slipway.events.wire.Json;
import io.quarkus.qute.TemplateExtension;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;

/** How values are written on a page. */
@TemplateExtension
final class Show {
    private static final int COMMIT_SHOWN = 8;
    private static final Pattern HASH = Pattern.compile("([0-9a-f]{8})[0-9a-f]{32,56}");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);

    private Show() {}

    static String abbreviated(String commit) {
        return commit.length() <= COMMIT_SHOWN ? commit : commit.substring(0, COMMIT_SHOWN);
    }

    static String abbreviated(UUID id) {
        return abbreviated(id.toString());
    }

    /** {@code registry/group/name:tag@digest} as {@code name:tag@digest}, with the hashes cut short. */
    static String shortened(String image) {
        return HASH.matcher(image.substring(image.lastIndexOf('/') + 1)).replaceAll("$1…");
    }

    static String style(Phase phase) {
        return phase == Phase.BUILT ? "built" : phase.state().style();
    }

    static String sign(Phase phase) {
        return phase == Phase.BUILT ? "✓" : phase.state().sign();
    }

    static boolean awaitsSync(Phase phase) {
        return phase == Phase.AWAITING_SYNC || phase == Phase.AWAITING_TIME;
    }

    static String summary(LineRelease release) {
        return release.rank() + " · " + abbreviated(release.commit()) + " · " + release.subject();
    }

    static String readable(Instant time) {
        return TIME.format(time);
    }

    /** For a browser's clock, which knows milliseconds. */
    static String iso(Instant time) {
        return time.truncatedTo(ChronoUnit.MILLIS).toString();
    }

    static Duration took(DeliveryView delivery) {
        var end = delivery.ended();
        return end == null ? Duration.ZERO : Duration.between(delivery.started(), end);
    }

    static String readable(Duration duration) {
        var millis = Math.max(0, duration.toMillis());
        if (millis < 1_000) {
            return millis + " ms";
        }
        if (millis < 60_000) {
            return String.format(Locale.ROOT, "%.1f s", millis / 1_000.0);
        }
        return duration.toHours() > 0
                ? String.format(Locale.ROOT, "%d h %02d m", duration.toHours(), duration.toMinutesPart())
                : String.format(Locale.ROOT, "%d m %02d s", duration.toMinutes(), duration.toSecondsPart());
    }

    static String pretty(String json) {
        try {
            return Json.MAPPER.readTree(json).toPrettyString();
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            return json;
        }
    }
}
