package dev.slipway.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Two changes of one text. Lines are written as words here. */
class TextMergeTest {

    @Test
    void whatEitherChangedAloneIsIn() {
        assertThat(merge("a b c d e", "A b c d e", "a b c d E")).contains("A b c d E");
        assertThat(merge("a b c d e", "a b new c d e", "a b c d")).contains("a b new c d");
        assertThat(merge("a", "a", "")).contains("");
    }

    @Test
    void neighboursAreMergedLineByLine() {
        assertThat(merge("a b c", "a B c", "a b C")).contains("a B C");
        assertThat(merge("a b c d", "A b C d", "a B c D")).contains("A B C D");
    }

    @Test
    void theSameChangeIsOne() {
        assertThat(merge("a b c", "a B c", "a B c")).contains("a B c");
    }

    @Test
    void oneLineChangedTwiceIsAConflict() {
        assertThat(merge("a b c", "a B c", "a x c")).isEmpty();
        assertThat(merge("a b c", "a B new c", "a x c")).isEmpty();
        assertThat(merge("a b c", "a c", "a B c")).isEmpty();
    }

    @Test
    void unlessTheRuleKeepsIt() {
        assertThat(merge("a image:1 c", "a image:2 c", "a image:3 C")).contains("a image:2 C");
    }

    @Test
    void lineEndsAndTheLackOfTheLastOneStay() {
        var base = "a\r\nb\r\nc";
        assertThat(TextMerge.merge(bytes(base), bytes("A\r\nb\r\nc"), bytes("a\r\nb\r\nC"), _ -> false)
                        .map(TextMergeTest::text))
                .contains("A\r\nb\r\nC");
    }

    @Test
    void whatIsNoTextIsNotMerged() {
        assertThat(TextMerge.merge(new byte[] {0, 1}, new byte[] {0, 2}, new byte[] {0, 1, 3}, _ -> false))
                .isEmpty();
    }

    private static Optional<String> merge(String base, String ours, String theirs) {
        return TextMerge.merge(lines(base), lines(ours), lines(theirs), line -> line.startsWith("image:"))
                .map(TextMergeTest::text)
                .map(text -> text.replace("\n", " ").strip());
    }

    private static byte[] lines(String words) {
        return bytes(words.isEmpty() ? "" : words.replace(" ", "\n") + "\n");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
