package dev.slipway.console.inbound.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AttemptsTest {
    private Instant now = Instant.EPOCH;
    private final Attempts attempts = new Attempts(() -> now);

    @Test
    void afterAFewWrongPasswordsAnAddressWaits() {
        fail(Attempts.FREE);

        assertThat(attempts.mayTry("here")).isFalse();
        assertThat(attempts.mayTry("elsewhere")).isTrue();
        now = now.plus(Attempts.PAUSE);
        assertThat(attempts.mayTry("here")).isTrue();
        fail(1);
        assertThat(attempts.mayTry("here")).isFalse();
    }

    @Test
    void theRightPasswordForgetsTheWrongOnes() {
        fail(Attempts.FREE - 1);
        attempts.succeeded("here");
        fail(Attempts.FREE - 1);

        assertThat(attempts.mayTry("here")).isTrue();
    }

    private void fail(int times) {
        for (var i = 0; i < times; i++) {
            attempts.failed("here");
        }
        now = now.plus(Duration.ofMillis(1));
    }
}
