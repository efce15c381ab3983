package dev.slipway.webhookservice.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SenderRatesTest {
    private long now;
    private final SenderRates rates = new SenderRates(100, () -> now);

    @Test
    void aSenderMayAskTwiceItsRateAtOnceAndThenItsRate() {
        assertThat(ask("10.0.0.1", 300)).isEqualTo(200);
        now += TimeUnit.SECONDS.toNanos(1);
        assertThat(ask("10.0.0.1", 300)).isEqualTo(100);
        assertThat(ask("10.0.0.2", 10)).isEqualTo(10);
    }

    @Test
    void sendersWithoutEndTakeNoMemoryWithoutEnd() {
        for (var i = 0; i < 100_000; i++) {
            rates.admits("sender-" + i);
        }
        assertThat(rates.admits("sender-1")).isTrue();
    }

    @Test
    void noRateIsNoLimit() {
        var free = new SenderRates(0, () -> now);
        for (var i = 0; i < 10_000; i++) {
            free.admits("10.0.0.1");
        }
        assertThat(free.admits("10.0.0.1")).isTrue();
    }

    private int ask(String sender, int times) {
        var admitted = 0;
        for (var i = 0; i < times; i++) {
            if (rates.admits(sender)) {
                admitted++;
            }
        }
        return admitted;
    }
}
