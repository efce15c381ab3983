package dev.slipway.buildservice.outbound.assembler.dockerfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpansionTest {
    private static final Map<String, String> VARIABLES = Map.of("NAME", "world", "EMPTY", "", "PATH", "/bin");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "hello|hello",
                "$NAME|world",
                "${NAME}s|worlds",
                "a$NAME.b|aworld.b",
                "/x:$PATH|/x:/bin",
                "$GONE.|.",
                "${GONE:-else}|else",
                "${EMPTY:-else}|else",
                "${EMPTY-else}.|.",
                "${GONE-else}|else",
                "${NAME:+set}|set",
                "${GONE:+set}.|.",
                "${GONE:-${NAME}}|world",
                "${GONE:-a\"}\"b}|a}b",
                "'$NAME'|$NAME",
                "\"$NAME\"|world",
                "\"a \\\"b\\\" $NAME\"|a \"b\" world",
                "\"a\\nb\"|a\\nb",
                "\\$NAME|$NAME",
                "a\\ b|a b",
                "a\"b\"'c'|abc",
                "100$|100$",
            })
    void resolvesQuotesEscapesAndVariables(String text, String expected) {
        assertThat(new Expansion(text, '\\', VARIABLES).result()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"'open", "\"open", "${NAME", "${}", "${NAME%x}", "${GONE:?no name}", "${NAME:-a"})
    void refusesWhatItCannotResolve(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Expansion(text, '\\', VARIABLES).result());
    }

    @Test
    void valuesThatGrowWithoutEndAreRefused() {
        var variables = new HashMap<>(Map.of("A0", "a".repeat(30)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> {
                    for (var i = 1; i <= 40; i++) {
                        var word = ("$A" + (i - 1)).repeat(3);
                        variables.put("A" + i, new Expansion(word, '\\', variables).result());
                    }
                })
                .withMessageContaining("65536 characters");
    }

    @Test
    void substitutionsNestedWithoutEndAreRefused() {
        var nested = "${A:-".repeat(50_000) + "}".repeat(50_000);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Expansion(nested, '\\', Map.of()).result())
                .withMessageContaining("50 deep");
    }

    @Test
    void takesTheBacktickAsTheEscape() {
        assertThat(new Expansion("C:\\`$x", '`', VARIABLES).result()).isEqualTo("C:\\$x");
    }
}
