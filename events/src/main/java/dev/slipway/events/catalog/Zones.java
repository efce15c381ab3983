package dev.slipway.events.catalog;

import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.regex.Pattern;

/** Zones and times of day, as documents write them. */
public final class Zones {
    private static final Pattern TIME = Pattern.compile("([01][0-9]|2[0-3]):[0-5][0-9]");

    private Zones() {}

    /** @throws IllegalArgumentException if nobody knows the zone, or it is an offset, which knows no daylight saving */
    public static ZoneId zone(String name) {
        try {
            if (name.equals("UTC") || name.contains("/")) {
                return ZoneId.of(name);
            }
        } catch (DateTimeException e) {
            // said below
        }
        throw new IllegalArgumentException("'" + name + "' is no zone; write UTC or an IANA name like Asia/Shanghai");
    }

    static LocalTime time(String text) {
        if (!TIME.matcher(text).matches()) {
            throw new IllegalArgumentException("'" + text + "' is no time of day; write HH:MM, from 00:00 to 23:59");
        }
        return LocalTime.parse(text);
    }
}
