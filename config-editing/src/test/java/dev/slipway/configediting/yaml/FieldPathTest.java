package dev.slipway.configediting.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.slipway.configediting.yaml.FieldPath.Step;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldPathTest {

    @Test
    void readsKeysNumbersAndItemsByAField() {
        assertThat(FieldPath.parse("spec.containers[name=server].env[0].'a.b/c'[\"x y\"='it''s'].z")
                        .steps())
                .containsExactly(
                        new Step.Key("spec"),
                        new Step.Key("containers"),
                        new Step.Having("name", "server"),
                        new Step.Key("env"),
                        new Step.Index(0),
                        new Step.Key("a.b/c"),
                        new Step.Having("x y", "it's"),
                        new Step.Key("z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "a.",
                "a..b",
                "[",
                "a[",
                "a[]",
                "a[x]",
                "a[x=",
                "a[1",
                "'a",
                "a b",
                "a]",
                "[99999999]",
                "a#b"
            })
    void saysWhatIsWrong(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FieldPath.parse(text))
                .withMessageContaining("is no path");
    }

    @Test
    void whatIsPrintedIsReadAgain() {
        var letters = "ab.[]'\"=#/ 1键";
        for (var seed = 0; seed < 2_000; seed++) {
            var random = new Random(seed);
            var path = new FieldPath(List.of(new Step.Key(word(letters, random))));
            for (var i = random.nextInt(4); i > 0; i--) {
                path = path.then(
                        switch (random.nextInt(3)) {
                            case 0 -> new Step.Index(random.nextInt(20));
                            case 1 -> new Step.Having(word(letters, random), word(letters, random));
                            default -> new Step.Key(word(letters, random));
                        });
            }
            assertThat(FieldPath.parse(path.toString())).isEqualTo(path);
        }
    }

    private static String word(String letters, Random random) {
        var word = new StringBuilder();
        for (var i = random.nextInt(4); i >= 0; i--) {
            word.append(letters.charAt(random.nextInt(letters.length())));
        }
        return word.toString();
    }
}
