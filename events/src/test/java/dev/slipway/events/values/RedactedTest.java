package dev.slipway.events.values;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactedTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cannot fetch https://user:hushhush@git.example/x.git",
                "GET https://git.example/x?private_token=hushhush&page=2: 401",
                "GET https://s3.example/x?X-Amz-Signature=hushhush",
                "started with --db-password=hushhush",
                "secret-of-a-name-that-is-longer-than-forty-characters-for-sure=hushhush",
                "DB_PASSWD=\"x\" API_KEY=hushhush",
                "error converting YAML: password: hushhush",
                "in {\"token\":\"hushhush\",\"a\":1}",
                "in {\\\"dbPassword\\\": \\\"hushhush\\\"}",
                "line 3:\n  apiKey: hushhush\n  name: x",
                "sent Authorization: Basic hushhush",
                "sent bearer hushhush",
                "remote: glpat-hushhush is expired",
                "remote: ghp_hushhush is expired"
            })
    void whatLetsSomebodyInIsTakenOut(String text) {
        assertThat(Redacted.of(text)).doesNotContain("hushhush").contains("…");
        assertThat(new Failure(Segment.GIT, text, "renew it").seen()).doesNotContain("hushhush");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Secret \"git\" not found",
                "secrets is forbidden: User \"x\" cannot get resource \"secrets\"",
                "the token is expired",
                "cannot read token: unexpected end of file",
                "Secret: git",
                "invalid password: authentication failed for x",
                "https://git.example/root/x.git: 401",
                "the bearer of the token",
                "a=b, key=value"
            })
    void whatIsOnlyNamedStays(String text) {
        assertThat(Redacted.of(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "token",
                "secret.",
                "secret:",
                "token: abcdef",
                "password\": ",
                "authorization: x ",
                "://a",
                "bearer ",
                "glpat-",
                "a://b:c"
            })
    void anAmountOfItTakesNoTime(String text) {
        var muchOfIt = text.repeat(100_000);
        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> Redacted.of(muchOfIt));
    }

    @Test
    void nothingTurnsTheTextAround() {
        assertThat(Redacted.of("a\u202Etxt.exe\u2066b")).isEqualTo("atxt.exeb");
    }
}
