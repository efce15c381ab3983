package dev.slipway.events.catalog;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A span of some days of the week, like {@code Mon-Fri 10:00-17:00 Asia/Shanghai}; without days, of every day. One that ends no later than
 * it begins ends on the next day. Its ends are what a clock on the wall shows: where that is set, a window is an hour longer or shorter.
 */
public record Window(Set<DayOfWeek> days, LocalTime from, LocalTime to, ZoneId zone, String said) {
    private static final Pattern FORM = Pattern.compile("(?:(\\S+) +)?([0-9]{2}:[0-9]{2})-([0-9]{2}:[0-9]{2}) +(\\S+)");
    private static final List<String> NAMES = List.of("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun");
    private static final int DAYS_AHEAD = 8;

    public Window {
        days = Set.copyOf(days);
    }

    /** @throws IllegalArgumentException if the text is none, with what to write */
    public static Window of(String text) {
        var parts = FORM.matcher(text.strip());
        if (!parts.matches()) {
            throw new IllegalArgumentException("'" + text
                    + "' is no window; write days, times and a zone, like Mon-Fri 10:00-17:00 Asia/Shanghai");
        }
        var to = parts.group(3).equals("24:00") ? LocalTime.MIDNIGHT : Zones.time(parts.group(3));
        return new Window(
                days(parts.group(1)), Zones.time(parts.group(2)), to, Zones.zone(parts.group(4)), text.strip());
    }

    /** Days and ranges of them, with commas between. */
    private static Set<DayOfWeek> days(@Nullable String text) {
        if (text == null) {
            return EnumSet.allOf(DayOfWeek.class);
        }
        var days = EnumSet.noneOf(DayOfWeek.class);
        for (var part : text.split(",", -1)) {
            var ends = part.split("-", -1);
            var last = day(ends[ends.length - 1]);
            for (var day = day(ends[0]); ; day = day.plus(1)) {
                days.add(day);
                if (day == last) {
                    break;
                }
            }
            if (ends.length > 2) {
                throw new IllegalArgumentException("'" + part + "' are no days; write Mon-Fri or Mon,Wed");
            }
        }
        return days;
    }

    private static DayOfWeek day(String name) {
        var at = NAMES.indexOf(name);
        if (at < 0) {
            throw new IllegalArgumentException("'" + name + "' is no day; write one of " + String.join(", ", NAMES));
        }
        return DayOfWeek.of(at + 1);
    }

    /** Its begin counts to it, its end does not. */
    public boolean isOpen(Instant now) {
        return around(now).anyMatch(span -> !now.isBefore(span.from()) && now.isBefore(span.to()));
    }

    /** When it opens the next time. */
    Optional<Instant> opensAfter(Instant now) {
        return around(now).map(Span::from).filter(now::isBefore).min(Instant::compareTo);
    }

    private record Span(Instant from, Instant to) {}

    private Stream<Span> around(Instant now) {
        var today = now.atZone(zone).toLocalDate();
        return LongStream.rangeClosed(-1, DAYS_AHEAD)
                .mapToObj(today::plusDays)
                .filter(day -> days.contains(day.getDayOfWeek()))
                .map(this::on);
    }

    private Span on(LocalDate day) {
        var end = to.isAfter(from) ? day : day.plusDays(1);
        return new Span(
                day.atTime(from).atZone(zone).toInstant(),
                end.atTime(to).atZone(zone).withLaterOffsetAtOverlap().toInstant());
    }

    @Override
    public String toString() {
        return said;
    }
}
