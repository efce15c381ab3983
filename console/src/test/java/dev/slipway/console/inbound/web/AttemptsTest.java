package dev.slipway.console.inbound.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.console.inbound.web.Attempts.Try;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AttemptsTest {
    private long now;
    private final Attempts attempts = new Attempts(() -> now);

    @Test
    void afterAFewWrongPasswordsAnAddressWaits() {
        guess("li", "here", Attempts.OF_AN_ADDRESS);

        assertThat(attempts.admits(new Try("li", "here"))).isFalse();
        assertThat(attempts.admits(new Try("wang", "here")))
                .as("whatever the account")
                .isFalse();
        assertThat(attempts.admits(new Try("li", "elsewhere"))).isTrue();
        pass(Attempts.AN_ADDRESS_WAITS);
        assertThat(guess("li", "here", 2)).isEqualTo(1);
    }

    @Test
    void manyAddressesGuessNoMoreOfOneAccountThanAFew() {
        var heard = 0;
        for (var address = 0; address < 1_000; address++) {
            heard += guess("li", "bot-" + address, 5);
        }
        assertThat(heard).isEqualTo(Attempts.OF_AN_ACCOUNT);
        assertThat(guess("wang", "bot-1", 1)).as("another account").isEqualTo(1);

        pass(Attempts.AN_ACCOUNT_WAITS);
        heard = 0;
        for (var address = 2_000; address < 3_000; address++) {
            heard += guess("li", "bot-" + address, 5);
        }
        assertThat(heard).as("slowed, and not shut out").isEqualTo(1);
    }

    @Test
    void whoSignedInThereBeforeIsNotSlowedByTheGuessesOfOthers() {
        signIn("li", "home");
        attempts.signedIn(new Try("li", "with a session"));
        for (var address = 0; address < 1_000; address++) {
            guess("li", "bot-" + address, 1);
        }
        guess("wang", "home", 100);

        assertThat(attempts.admits(new Try("li", "somewhere new"))).isFalse();
        assertThat(attempts.admits(new Try("li", "home"))).isTrue();
        assertThat(attempts.admits(new Try("li", "with a session"))).isTrue();
        assertThat(guess("li", "home", 1_000)).as("though not without a bound").isLessThan(Attempts.OF_AN_ACCOUNT);
    }

    @Test
    void theRightPasswordForgetsTheWrongOnes() {
        guess("li", "home", Attempts.OF_AN_ADDRESS - 1);
        signIn("li", "home");

        assertThat(guess("li", "home", Attempts.OF_AN_ADDRESS)).isEqualTo(Attempts.OF_AN_ADDRESS);
        signIn("li", "home");
        assertThat(guess("li", "home", Attempts.OF_AN_ADDRESS)).isEqualTo(Attempts.OF_AN_ADDRESS);
    }

    @Test
    void anAccountOfOnesOwnBuysNoGuessesOfAnother() {
        signIn("mallory", "here");
        var heard = 0;
        for (var i = 0; i < 100; i++) {
            heard += guess("li", "here", 1);
            signIn("mallory", "here");
        }
        assertThat(heard).isEqualTo(Attempts.OF_AN_ADDRESS);
    }

    @Test
    void manyAtTheSameTimeAreManyTries() {
        for (var i = 0; i < Attempts.OF_AN_ADDRESS; i++) {
            assertThat(attempts.admits(new Try("li", "here"))).isTrue();
        }
        assertThat(attempts.admits(new Try("li", "here")))
                .as("before any of them is known to be wrong")
                .isFalse();
        attempts.takeBack(new Try("li", "here"));
        assertThat(attempts.admits(new Try("li", "here")))
                .as("the store was away")
                .isTrue();
    }

    @Test
    void namesOfNobodyTakeNoMemoryWithoutEnd() {
        for (var i = 0; i < 20_000; i++) {
            attempts.signedIn(new Try("li", "home-" + i));
            guess("x".repeat(1_000) + i, "bot-" + i, 1);
        }
        assertThat(attempts.remembered()).isLessThanOrEqualTo(10_000);
    }

    private void signIn(String account, String from) {
        assertThat(attempts.admits(new Try(account, from))).isTrue();
        attempts.succeeded(new Try(account, from));
    }

    /** @return how many were compared */
    private int guess(String account, String from, int times) {
        var heard = 0;
        for (var i = 0; i < times; i++) {
            heard += attempts.admits(new Try(account, from)) ? 1 : 0;
        }
        return heard;
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }
}
