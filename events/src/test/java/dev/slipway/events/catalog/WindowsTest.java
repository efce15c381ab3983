package dev.slipway.events.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowsTest {

    /** 2026-11-20 is a Friday. */
    @ParameterizedTest
    @CsvSource({
        "Mon-Fri 10:00-17:00 Asia/Shanghai, 2026-11-20T02:00:00Z, true",
        "Mon-Fri 10:00-17:00 Asia/Shanghai, 2026-11-20T01:59:59Z, false",
        "Mon-Fri 10:00-17:00 Asia/Shanghai, 2026-11-20T08:59:59Z, true",
        "Mon-Fri 10:00-17:00 Asia/Shanghai, 2026-11-20T09:00:00Z, false",
        "Mon-Fri 10:00-17:00 Asia/Shanghai, 2026-11-21T03:00:00Z, false",
        "'Mon,Sat 10:00-17:00 UTC', 2026-11-21T10:00:00Z, true",
        "Sat-Mon 10:00-17:00 UTC, 2026-11-22T10:00:00Z, true",
        "Sat-Mon 10:00-17:00 UTC, 2026-11-24T10:00:00Z, false",
        "22:00-02:00 UTC, 2026-11-20T23:00:00Z, true",
        "Fri 22:00-02:00 UTC, 2026-11-21T01:59:59Z, true",
        "Fri 22:00-02:00 UTC, 2026-11-20T01:59:59Z, false",
        "Fri 00:00-24:00 UTC, 2026-11-20T23:59:59Z, true",
        "Fri 00:00-24:00 UTC, 2026-11-21T00:00:00Z, false",
        "Fri 10:00-10:00 UTC, 2026-11-21T09:59:59Z, true",
        // New York moves its clocks on 2026-03-08 (02:00 is 03:00) and 2026-11-01 (02:00 is 01:00 again).
        "Sun 10:00-17:00 America/New_York, 2026-03-08T14:00:00Z, true",
        "Sun 10:00-17:00 America/New_York, 2026-03-01T14:00:00Z, false",
        "Sun 02:15-02:45 America/New_York, 2026-03-08T07:20:00Z, true",
        "Sun 00:30-01:30 America/New_York, 2026-11-01T06:15:00Z, true",
        "Sun 00:30-01:30 America/New_York, 2026-11-01T06:30:00Z, false",
    })
    void isOpenAsTheClockOnTheWallShows(String window, Instant now, boolean open) {
        assertThat(Windows.of(List.of(window)).isOpen(now)).isEqualTo(open);
    }

    @ParameterizedTest
    @CsvSource({
        "Mon-Fri 10:00-17:00 Asia/Shanghai, 2026-11-20T09:00:00Z, 2026-11-23T02:00:00Z",
        "Fri 10:00-17:00 UTC, 2026-11-20T17:00:00Z, 2026-11-27T10:00:00Z",
        "Fri 10:00-17:00 UTC, 2026-11-20T12:00:00Z, 2026-11-20T12:00:00Z",
        "Sun 10:00-17:00 America/New_York, 2026-03-07T14:00:00Z, 2026-03-08T14:00:00Z",
        "Sun 10:00-17:00 America/New_York, 2026-02-28T14:00:00Z, 2026-03-01T15:00:00Z",
    })
    void tellsWhenItOpensNext(String window, Instant now, Instant opens) {
        assertThat(Windows.of(List.of(window)).opens(now)).contains(opens);
    }

    @Test
    void ofSeveralTheOneThatOpensFirstCounts() {
        var windows = Windows.of(List.of("Mon 10:00-17:00 UTC", "Sat 08:00-09:00 UTC"));

        assertThat(windows.opens(Instant.parse("2026-11-20T12:00:00Z")))
                .contains(Instant.parse("2026-11-21T08:00:00Z"));
        assertThat(Windows.of(List.of()).opens(Instant.EPOCH)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "10:00-17:00 | is no window; write days, times and a zone, like Mon-Fri 10:00-17:00 Asia/Shanghai",
                "Mon-Fri 10-17 UTC | is no window",
                "Mon-Fry 10:00-17:00 UTC | 'Fry' is no day; write one of Mon, Tue, Wed, Thu, Fri, Sat, Sun",
                "Mon- 10:00-17:00 UTC | '' is no day",
                "Mon-Tue-Wed 10:00-17:00 UTC | 'Mon-Tue-Wed' are no days; write Mon-Fri or Mon,Wed",
                "Mon 10:00-25:00 UTC | '25:00' is no time of day; write HH:MM, from 00:00 to 23:59",
                "Mon 24:00-25:00 UTC | '25:00' is no time of day",
                "Mon 10:00-17:00 Asia/Peking | 'Asia/Peking' is no zone; write UTC or an IANA name like Asia/Shanghai",
                "Mon 10:00-17:00 +08:00 | '+08:00' is no zone",
                "Mon 10:00-17:00 CST | 'CST' is no zone",
            })
    void whatIsNoneIsRefusedWithWhatToWrite(String text, String said) {
        assertThatThrownBy(() -> Windows.of(List.of(text)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(said);
    }

    @ParameterizedTest
    @CsvSource({
        "02:00 Asia/Shanghai, 2026-11-20T17:59:59Z, 2026-11-20T18:00:00Z",
        "02:00 Asia/Shanghai, 2026-11-20T18:00:00Z, 2026-11-21T18:00:00Z",
        "02:30 America/New_York, 2026-03-07T12:00:00Z, 2026-03-08T07:30:00Z",
        "01:30 America/New_York, 2026-11-01T04:00:00Z, 2026-11-01T05:30:00Z",
        "01:30 America/New_York, 2026-11-01T05:30:00Z, 2026-11-02T06:30:00Z",
    })
    void aTimeOfDayComesOnceADay(String time, Instant after, Instant next) {
        assertThat(DailyTime.of(time).after(after)).isEqualTo(next);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "02:00 | is no time of day; write HH:MM and a zone",
                "2:00 UTC | is no time of day; write HH:MM and a zone",
                "24:00 UTC | '24:00' is no time of day; write HH:MM",
                "02:00 Mars/Olympus | 'Mars/Olympus' is no zone",
            })
    void whatIsNoTimeOfDayIsRefused(String text, String said) {
        assertThatThrownBy(() -> DailyTime.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(said);
    }
}
