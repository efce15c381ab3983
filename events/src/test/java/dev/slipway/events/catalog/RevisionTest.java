package dev.slipway.events.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.events.catalog.Revision.Range;
import dev.slipway.events.catalog.Revision.Version;
import dev.slipway.events.values.CommitId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RevisionTest {

    @ParameterizedTest
    @CsvSource({
        "~3.7, v3.7.0, true",
        "~3.7, 3.7.99, true",
        "~3.7, v3.8.0, false",
        "~3.7, v3.6.9, false",
        "~3.7.2, v3.7.1, false",
        "~3.7.2, v3.7.2, true",
        "~3.7.2, v3.8.0, false",
        "~3, v3.9.1, true",
        "~3, v4.0.0, false",
        "^3.7, v3.99.0, true",
        "^3.7, v3.6.0, false",
        "^v3.7, v4.0.0, false",
        "~3.9, v3.10.0, false",
        "^3.9, v3.10.0, true",
    })
    void aRangeHoldsTheVersionsInIt(String range, String tag, boolean held) {
        assertThat(((Range) Revision.of(range).orElseThrow())
                        .holds(Version.of(tag).orElseThrow()))
                .isEqualTo(held);
    }

    @ParameterizedTest
    @ValueSource(strings = {"v3.7.1-rc1", "v3.7", "3", "latest", "v3.7.1.2", "v99999999999.0.0"})
    void otherTagsAreNoVersions(String tag) {
        assertThat(Version.of(tag)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"~", "^", "~3.x", "~3.7.1-rc1", "~latest", "~3.7.1.2"})
    void whatBeginsAsARangeAndIsNoneIsNothing(String text) {
        assertThat(Revision.of(text)).isEmpty();
    }

    @Test
    void whatLooksLikeACommitIsOne() {
        var commit = new CommitId("6bca52fa" + "0".repeat(32));

        assertThat(Revision.of("6bca52fa"))
                .containsInstanceOf(Revision.Commit.class)
                .get()
                .satisfies(revision ->
                        assertThat(((Revision.Commit) revision).isOf(commit)).isTrue());
        assertThat(Revision.of("v3.7.0")).contains(new Revision.Tag("v3.7.0"));
        assertThat(Revision.of("6bca52")).as("too short").contains(new Revision.Tag("6bca52"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"~3.7", "^v3", "v3.7.0", "6bca52fa"})
    void itIsSaidAsItWasWritten(String text) {
        assertThat(Revision.of(text)).get().hasToString(text);
    }
}
