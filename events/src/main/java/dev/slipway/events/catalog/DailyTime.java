package dev.slipway.events.catalog;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.regex.Pattern;

/**
 * A time of every day, like {@code 02:00 Asia/Shanghai}. Where the clocks skip it, it comes as much later as they skip; where they show it
 * twice, the first counts.
 */
public record DailyTime(LocalTime time, ZoneId zone) {
    private static final Pattern FORM = Pattern.compile("([0-9]{2}:[0-9]{2}) +(\\S+)");

    /** @throws IllegalArgumentException if the text is none, with what to write */
    public static DailyTime of(String text) {
        var parts = FORM.matcher(text.strip());
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no time of day; write HH:MM and a zone, like 02:00 Asia/Shanghai");
        }
        return new DailyTime(Zones.time(parts.group(1)), Zones.zone(parts.group(2)));
    }

    /** The first one after an instant. */
    public Instant after(Instant instant) {
        var day = instant.atZone(zone).toLocalDate();
        var today = on(day);
        return today.isAfter(instant) ? today : on(day.plusDays(1));
    }

    private Instant on(LocalDate day) {
        return day.atTime(time).atZone(zone).toInstant();
    }

    @Override
    public String toString() {
        return time + " " + zone;
    }
}
