package dev.slipway.webhookservice.inbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SenderRatesTest {
    private long now;
    private final SenderRates rates = new SenderRates(100, () -> now);

    @Test
    void aSenderMayAskTwiceItsRateAtOnceAndThenItsRate() {
        assertThat(ask("10.0.0.1", 300, false)).isEqualTo(200);
        now += TimeUnit.SECONDS.toNanos(1);
        assertThat(ask("10.0.0.1", 300, false)).isEqualTo(100);
        assertThat(ask("10.0.0.2", 10, false)).isEqualTo(10);
    }

    @Test
    void whoCannotProveWhoItIsMayTryAFiftieth() {
        assertThat(ask("10.0.0.1", 300, true)).isEqualTo(4);
        now += TimeUnit.SECONDS.toNanos(10);
        assertThat(ask("10.0.0.1", 300, false)).isEqualTo(200);
    }

    @Test
    void manyRefusalsAtOnceShutItOutForASecondOnly() {
        for (var i = 0; i < 64; i++) {
            rates.refused("10.0.0.1");
        }
        assertThat(rates.admits("10.0.0.1")).isFalse();
        now += TimeUnit.MILLISECONDS.toNanos(1_100);
        assertThat(rates.admits("10.0.0.1")).isTrue();
    }

    @Test
    void sendersWithoutEndTakeNoMemoryWithoutEnd() {
        for (var i = 0; i < 100_000; i++) {
            rates.refused("sender-" + i);
        }
        assertThat(rates.admits("sender-1")).isTrue();
    }

    @Test
    void noRateIsNoLimit() {
        var free = new SenderRates(0, () -> now);
        for (var i = 0; i < 10_000; i++) {
            free.refused("10.0.0.1");
        }
        assertThat(free.admits("10.0.0.1")).isTrue();
    }

    private int ask(String sender, int times, boolean refused) {
        var admitted = 0;
        for (var i = 0; i < times; i++) {
            if (rates.admits(sender)) {
                admitted++;
                if (refused) {
                    rates.refused(sender);
                }
            }
        }
        return admitted;
    }
}
