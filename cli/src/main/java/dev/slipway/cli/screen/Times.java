package dev.slipway.cli.screen;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** Times and durations as people read them. */
public final class Times {
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final int SECOND = 1_000;
    private static final int MINUTE = 60_000;

    private Times() {}

    /** On the clock of the machine that {@code slipway} runs on. */
    public static String local(String instant) {
        return parse(instant)
                .map(time -> LOCAL.withZone(ZoneId.systemDefault()).format(time))
                .orElse(instant);
    }

    public static Optional<Instant> parse(String instant) {
        try {
            return Optional.of(Instant.parse(instant));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    public static String took(Duration duration) {
        var millis = Math.max(0, duration.toMillis());
        if (millis < SECOND) {
            return millis + " ms";
        }
        if (millis < MINUTE) {
            return String.format(Locale.ROOT, "%.1f s", Math.floorDiv(millis, 100L) / 10.0);
        }
        if (duration.toDays() > 0) {
            return String.format(Locale.ROOT, "%d d %02d h", duration.toDays(), duration.toHoursPart());
        }
        return duration.toHours() > 0
                ? String.format(Locale.ROOT, "%d h %02d m", duration.toHours(), duration.toMinutesPart())
                : String.format(Locale.ROOT, "%d m %02d s", duration.toMinutes(), duration.toSecondsPart());
    }

    /** Nothing if one of them is not known. */
    public static String between(String from, String to) {
        return parse(from)
                .flatMap(begin -> parse(to).map(end -> took(Duration.between(begin, end))))
                .orElse("");
    }
}
