package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.cli.screen.Exit;
import dev.slipway.cli.screen.Span;
import dev.slipway.cli.screen.Times;
import dev.slipway.cli.screen.Words;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordsTest {
    private static final Pattern VALUE = Pattern.compile("%(?:\\d\\$)?s");

    @TempDir
    Path home;

    private static Properties sentences(String file) throws IOException {
        var sentences = new Properties();
        try (var in = Words.class.getResourceAsStream("/dev/slipway/cli/" + file);
                var reader = new InputStreamReader(Objects.requireNonNull(in), StandardCharsets.UTF_8)) {
            sentences.load(reader);
        }
        return sentences;
    }

    @Test
    void bothLanguagesSayTheSameWithTheSameValues() throws IOException {
        var english = sentences("messages.properties");
        var chinese = sentences("messages_zh.properties");

        assertThat(chinese.stringPropertyNames()).isEqualTo(english.stringPropertyNames());
        for (var key : english.stringPropertyNames()) {
            assertThat(values(chinese.getProperty(key))).as(key).isEqualTo(values(english.getProperty(key)));
        }
    }

    private static Set<String> values(String sentence) {
        return VALUE.matcher(sentence).results().map(MatchResult::group).collect(Collectors.toSet());
    }

    @Test
    void everyCommandIsExplainedInBothLanguages() {
        for (var language : new String[] {"en", "zh"}) {
            var all = new Said.By(home).slipway("--lang", language, "help");
            assertThat(all.exit()).isZero();
            for (var command : new String[] {
                "login",
                "logout",
                "deliveries",
                "delivery",
                "trace",
                "watch",
                "engines",
                "work",
                "retry",
                "give-up",
                "pause",
                "resume",
                "dead-letters",
                "replay",
                "check",
                "connect",
                "arrivals",
                "help"
            }) {
                assertThat(all.out()).containsPattern("(?m)^  " + command + " +\\S");
                assertThat(new Said.By(home)
                                .slipway(command, "--help", "--lang", language)
                                .out())
                        .contains("slipway " + command)
                        .isEqualTo(new Said.By(home)
                                .slipway("help", command, "--lang", language)
                                .out());
            }
        }
        assertThat(new Said.By(home).slipway("help", "--lang", "zh").out())
                .contains("用法")
                .doesNotContain("Usage");
    }

    @Test
    void whatIsDoneAboutDeadLettersIsExplainedInBothLanguages() {
        for (var language : new String[] {"en", "zh"}) {
            var all = new Said.By(home).slipway("help", "dead-letters", "--lang", language);
            for (var command : new String[] {"show", "replay", "edit", "drop"}) {
                assertThat(all.out()).containsPattern("(?m)^  " + command + " +\\S");
                assertThat(new Said.By(home)
                                .slipway("dead-letters", command, "--help", "--lang", language)
                                .out())
                        .contains("slipway dead-letters " + command)
                        .containsPattern("(?m)^ +\\[?ID]? +\\S");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0,0 ms",
        "999,999 ms",
        "1000,1.0 s",
        "59999,59.9 s",
        "61000,1 m 01 s",
        "3660000,1 h 01 m",
        "90000000,1 d 01 h",
        "-5,0 ms"
    })
    void durationsAreShort(long millis, String text) {
        assertThat(Times.took(Duration.ofMillis(millis))).isEqualTo(text);
    }

    @Test
    void whatIsTooLongIsCutByColumns() {
        assertThat(Span.plain("登录登录").cut(6).text()).isEqualTo("登录…");
        assertThat(Span.plain("登录登录").cut(8).text()).isEqualTo("登录登录");
        assertThat(Span.plain("login").cut(5).width()).isEqualTo(5);
    }

    @Test
    void exitCodesAreWhatTheDocumentsSay() {
        assertThat(Exit.values()).extracting(Exit::code).containsExactly(0, 1, 2, 3);
    }
}
