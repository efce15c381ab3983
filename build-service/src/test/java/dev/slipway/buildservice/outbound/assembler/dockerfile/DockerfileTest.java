package dev.slipway.buildservice.outbound.assembler.dockerfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DockerfileTest {

    @Test
    void joinsContinuedLinesAndForgetsCommentsBetweenThem() throws Exception {
        var file = parse("""
                # syntax=docker/dockerfile:1
                # a comment
                FROM scratch
                ENV A=1 \\
                    # between
                    B=2 \\

                    C=3
                CMD ["/a"]
                """);

        var lines = file.stages().getFirst().instructions();
        assertThat(lines).extracting(Instruction::line).containsExactly(4, 9);
        assertThat(lines.getFirst().words()).containsExactly("A=1", "B=2", "C=3");
    }

    @Test
    void continuesAtTheBacktickWhereItIsTheEscape() throws Exception {
        var file = parse("# escape=`\nFROM scratch\nENV A=c:\\ `\n  B=2\n");

        assertThat(file.stages().getFirst().instructions().getFirst().words()).containsExactly("A=c:\\", "B=2");
    }

    @Test
    void readsStagesWithNamesAndPlatforms() throws Exception {
        var file = parse("ARG V=1\nfrom --platform=linux/arm64 a/b:${V} as Build\nFROM scratch\n");

        assertThat(file.preamble()).hasSize(1);
        assertThat(file.stages()).hasSize(2);
        assertThat(file.stages().getFirst().isNamed("build")).isTrue();
        assertThat(file.stages().getFirst().from().flags()).containsEntry("platform", "linux/arm64");
    }

    @Test
    void readsTheExecFormAndTakesWhatIsNoJsonAsShellForm() throws Exception {
        var lines = parse("FROM scratch\nCMD [\"a\", \"b c\"]\nCMD ['a']\nCMD a b\n")
                .stages()
                .getFirst()
                .instructions();

        assertThat(lines.get(0).array())
                .hasValueSatisfying(words -> assertThat(words).containsExactly("a", "b c"));
        assertThat(lines.get(1).array()).isEmpty();
        assertThat(lines.get(2).array()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "FROM scratch;COPPY a b|Dockerfile:2: COPPY is no instruction",
                "COPY a b|Dockerfile:1: only ARG may stand before FROM",
                "ARG A|Dockerfile:1: has no FROM",
                "FROM a b|Dockerfile:1: FROM takes an image and a name",
                "FROM scratch;WORKDIR|Dockerfile:2: WORKDIR has no arguments",
                "FROM scratch;COPY --parents a b|Dockerfile:2: COPY --parents isn't supported",
                "FROM scratch;COPY <<EOF /a;hello;EOF|Dockerfile:2: COPY has a heredoc",
                "FROM a;RUN <<EOF;hello;EOF|Dockerfile:2: RUN needs a builder that can execute commands",
                "# escape=x;FROM a|Dockerfile:1: escape=x",
            })
    void namesTheLineOfWhatItCannotRead(String text, String message) {
        assertThatExceptionOfType(DockerfileRefused.class)
                .isThrownBy(() -> parse(text.replace(";", "\n")))
                .withMessageStartingWith(message);
    }

    private static Dockerfile parse(String text) throws DockerfileRefused {
        return Dockerfile.parse(text, "Dockerfile");
    }
}
