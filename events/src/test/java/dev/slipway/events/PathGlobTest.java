package dev.slipway.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.events.catalog.Application.Build;
import dev.slipway.events.catalog.PathGlob;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathGlobTest {

    @ParameterizedTest
    @CsvSource({
        "src/**, src/a/b.java, true",
        "src/*, src/b.java, true",
        "src, src/a/b.java, true",
        "**/*.md, README.md, true",
        "**/*.md, docs/a/b.md, true",
        "*.md, docs/b.md, false",
        "src/?.java, src/ab.java, false",
        "a.b, axb, false",
        "**, anything/at/all, true",
    })
    void matches(String glob, String file, boolean expected) {
        assertThat(PathGlob.of(glob).matches(file)).isEqualTo(expected);
    }

    @Test
    void theLastGlobThatMatchesDecides() {
        var but = new Build("local", "Dockerfile", ".", List.of("**", "!docs/**", "docs/api.yaml"), null);
        var onlyNot = new Build("local", "Dockerfile", ".", List.of("!docs/**"), null);

        assertThat(but.concerns("src/a")).isTrue();
        assertThat(but.concerns("docs/index.html")).isFalse();
        assertThat(but.concerns("docs/api.yaml")).isTrue();
        assertThat(onlyNot.concerns("src/a")).isTrue();
        assertThat(onlyNot.concerns("docs/a")).isFalse();
        assertThat(new Build("local", "Dockerfile", ".").concerns("any")).isTrue();
    }
}
