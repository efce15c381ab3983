package dev.slipway.notifier.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WordingTest {
    private final Wording chinese = new Wording(Locale.SIMPLIFIED_CHINESE);

    @Test
    void titlesInTwoLanguages() {
        var notice = Samples.notice(Notice.Kind.FAILED, "Say hello", Samples.FAILURE);

        assertThat(Desk.WORDING.title(notice)).isEqualTo("hichat/prod: server 9b1c2d3e failed");
        assertThat(chinese.title(notice)).isEqualTo("hichat/prod：server 9b1c2d3e 发布失败");
    }

    @Test
    void everyHeadlineHasATitle() {
        for (var headline : Notice.Headline.values()) {
            assertThat(keys("messages")).contains("title." + headline.key());
        }
        for (var kind : List.of(Notice.Kind.LIVE, Notice.Kind.FAILED, Notice.Kind.HELD)) {
            assertThat(keys("messages")).contains("title.release." + kind.word());
        }
    }

    @Test
    void bothLanguagesHaveTheSameTexts() {
        assertThat(keys("messages_zh_CN")).isEqualTo(keys("messages"));
    }

    @Test
    void theMachinesLanguageDoesNotMatter() {
        var before = Locale.getDefault();
        Locale.setDefault(Locale.SIMPLIFIED_CHINESE);
        try {
            assertThat(new Wording(Locale.ENGLISH).took(Duration.ofSeconds(83))).isEqualTo("1 min 23 s");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void manyEnvironmentsAreCounted() {
        assertThat(Desk.WORDING.environments(List.of("a", "b", "c", "d", "e", "f", "g")))
                .isEqualTo("a, b, c, d, e and 2 more");
    }

    private static Set<String> keys(String name) {
        return ResourceBundle.getBundle("dev.slipway.notifier." + name, Locale.ROOT)
                .keySet();
    }
}
