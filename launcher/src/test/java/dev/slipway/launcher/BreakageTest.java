package dev.slipway.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The demo's own files can be broken, and mended again. */
class BreakageTest {
    @TempDir
    Path clone;

    @ParameterizedTest
    @CsvSource({"PROGRAM,Dockerfile,ENV SIMULATE=crash", "COMPANION,k8s/hichat.yaml,'        - name: companion'"})
    void whatIsBrokenIsMendedByTheNextPush(Breakage breakage, String file, String line) throws IOException {
        var path = clone.resolve(file);
        Files.createDirectories(path.getParent());
        var demo = "demo/hichat/" + file;
        try (var in = Objects.requireNonNull(getClass().getClassLoader().getResourceAsStream(demo), demo)) {
            Files.copy(in, path);
        }
        var before = Files.readString(path);

        breakage.make(clone);
        assertThat(path).content().contains(line + "\n");

        Breakage.undo(clone);
        assertThat(path).hasContent(before);
    }

    @Test
    void aFileThatSomebodyChangedIsLeftAsItIs() throws IOException {
        Files.writeString(clone.resolve("Dockerfile"), "FROM scratch\n");

        assertThatExceptionOfType(Usage.class)
                .isThrownBy(() -> Breakage.PROGRAM.make(clone))
                .withMessageContaining("USER 10001");
        assertThat(clone.resolve("Dockerfile")).hasContent("FROM scratch\n");
    }
}
