package dev.slipway.service.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {
    private long now;
    private long slept;
    private final Pace pace = new Pace(() -> now, nanos -> {
        slept += nanos;
        now += nanos;
    });

    @Test
    void whatComesNowAndThenNeverWaits() {
        for (var i = 0; i < 1_000; i++) {
            now += Duration.ofMillis(40).toNanos();
            pace.next();
        }

        assertThat(slept).isZero();
    }

    @Test
    void aFewAtOnceNeverWait() {
        for (var i = 0; i < 10; i++) {
            pace.next();
        }

        assertThat(slept).isZero();
    }

    @Test
    void aStreamGoesTwentyFiveTimesASecond() {
        for (var i = 0; i < 10 + 500; i++) {
            pace.next();
        }

        assertThat(Duration.ofNanos(slept)).isBetween(Duration.ofMillis(19_990), Duration.ofMillis(20_010));
    }
}
