package dev.slipway.service.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RatesTest {
    private long now;
    private final Rates rates = new Rates(200, 100, () -> now);

    @Test
    void soManyAtOnceAndThenSoManyASecond() {
        assertThat(ask("10.0.0.1", 300)).isEqualTo(200);
        now += TimeUnit.SECONDS.toNanos(1);
        assertThat(ask("10.0.0.1", 300)).isEqualTo(100);
        assertThat(ask("10.0.0.2", 10)).isEqualTo(10);
    }

    @Test
    void whatIsGivenBackMayBeTakenAgainAndNoMore() {
        ask("10.0.0.1", 200);
        rates.giveBack("10.0.0.1");
        assertThat(ask("10.0.0.1", 10)).isEqualTo(1);

        rates.giveBack("10.0.0.2");
        rates.giveBack("10.0.0.2");
        assertThat(ask("10.0.0.2", 300)).isEqualTo(200);
    }

    @Test
    void peopleWithoutEndTakeNoMemoryWithoutEnd() {
        ask("first", 200);
        for (var i = 0; i < 100_000; i++) {
            rates.admits("one-" + i);
        }
        assertThat(rates.admits("first")).as("nothing is known of it any more").isTrue();
    }

    @Test
    void noRateIsNoLimit() {
        var free = new Rates(0, 0, () -> now);
        for (var i = 0; i < 10_000; i++) {
            free.admits("10.0.0.1");
        }
        assertThat(free.admits("10.0.0.1")).isTrue();
    }

    private int ask(String who, int times) {
        var admitted = 0;
        for (var i = 0; i < times; i++) {
            if (rates.admits(who)) {
                admitted++;
            }
        }
        return admitted;
    }
}
