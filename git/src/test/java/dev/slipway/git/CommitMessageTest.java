package dev.slipway.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class CommitMessageTest {

    @Test
    void writesSubjectBodyAndTrailersAsParagraphs() {
        var message = new CommitMessage(
                "hichat: 2 [skip ci]\n", "why\r\nnot", List.of(new Trailer("A-b", "1"), new Trailer("C", " 2 ")));

        assertThat(message.text()).isEqualTo("hichat: 2 [skip ci]\n\nwhy\nnot\n\nA-b: 1\nC: 2\n");
        assertThat(CommitInfo.trailersOf(message.text())).containsExactlyElementsOf(message.trailers());
        assertThat(new CommitMessage("only").text()).isEqualTo("only\n");
    }

    @Test
    void onlyTheLastParagraphHoldsTrailers() {
        assertThat(CommitInfo.trailersOf("s\n\nA: 1\n\ntext\n")).isEmpty();
        assertThat(CommitInfo.trailersOf("A: 1\n")).isEmpty();
    }

    @Test
    void aTrailerIsOneLine() {
        assertThat(new Trailer("A", "1\nB: 2")).hasToString("A: 1 B: 2");
        assertThatThrownBy(() -> new Trailer("A b", "1")).hasMessageContaining("is no trailer's key");
        assertThatThrownBy(() -> new CommitMessage(" ")).hasMessageContaining("a commit needs a subject");
    }
}
