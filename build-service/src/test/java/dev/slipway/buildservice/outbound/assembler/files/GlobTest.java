package dev.slipway.buildservice.outbound.assembler.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {

    @ParameterizedTest
    @CsvSource({
        "hom*, home.txt, true",
        "hom?.txt, home.txt, true",
        "*, a/b, false",
        "**, a/b, false",
        "a/*/c, a/b/c, true",
        "arr[[]0].txt, arr[0].txt, true",
        "[a-c]x, bx, true",
        "[a-c]x, dx, false",
        "[^a]x, bx, true",
        "a[^b]c, a/c, false",
        "a\\*b, a*b, true",
        "a\\*b, axb, false",
        "a+(b), a+(b), true",
    })
    void matchesAsGoDoes(String pattern, String path, boolean matches) {
        assertThat(Glob.ofCopy(pattern).matches(path)).isEqualTo(matches);
    }

    @Test
    void givesUpOnAPatternThatTakesTooLong() {
        var glob = Glob.ofCopy("*a".repeat(12) + "b");

        assertThatIllegalArgumentException().isThrownBy(() -> glob.matches("a".repeat(200)));
    }

    @Test
    void refusesAnUnclosedClass() {
        assertThatIllegalArgumentException().isThrownBy(() -> Glob.ofCopy("a[b"));
    }
}
