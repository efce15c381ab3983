package dev.slipway.configupdater.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.configupdater.core.ConfigWork.StatusFile;
import dev.slipway.configupdater.core.ConfigWork.StatusWork;
import dev.slipway.configupdater.core.Samples;
import dev.slipway.events.values.EnvironmentRef;
import dev.slipway.service.PermanentFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Over HTTP, against a Git server. */
class GitStatusFilesTest {
    private static final String STATUS = "slipway-status";

    @TempDir
    Path folder;

    private ConfigBed bed;

    @BeforeEach
    void start() throws Exception {
        bed = new ConfigBed(folder);
        bed.edit("master", "README.md", "Hello");
    }

    @AfterEach
    void stop() throws Exception {
        bed.close();
    }

    @Test
    void aBranchOfItsOwnIsMadeWithOneCommitForAllFiles() throws Exception {
        bed.write(status(file("dev", "a"), file("prod", "b")));

        assertThat(bed.git("ls-tree", "-r", "--name-only", STATUS)).isEqualTo("hichat/dev.yaml\nhichat/prod.yaml\n");
        assertThat(bed.git("log", "--format=%an %cn%n%B", STATUS)).isEqualTo("""
                        Slipway Slipway
                        Status of 2 environments [skip ci]

                        hichat/dev
                        hichat/prod

                        """);
    }

    /** As after a crash between the push and the row's end. */
    @Test
    void isWrittenOnce() throws Exception {
        bed.write(status(file("prod", "a")));
        bed.write(status(file("prod", "b")));
        bed.write(status(file("prod", "b")));

        assertThat(bed.git("log", "--format=%s", STATUS)).isEqualTo("Status of hichat/prod [skip ci]\n".repeat(2));
        assertThat(bed.git("show", STATUS + ":hichat/prod.yaml")).isEqualTo("b");
    }

    @Test
    void whatOthersPushedStays() throws Exception {
        bed.write(status(file("prod", "a")));
        bed.edit(STATUS, "billing/prod.yaml", "of another instance");
        assertThatThrownBy(() -> bed.write(status(file("prod", "b")))).isInstanceOf(IOException.class);
        bed.write(status(file("prod", "b")));

        assertThat(bed.git("show", STATUS + ":billing/prod.yaml")).isEqualTo("of another instance");
        assertThat(bed.git("show", STATUS + ":hichat/prod.yaml")).isEqualTo("b");
    }

    @Test
    void aBranchThatSomebodyDeletedIsMadeAgain() throws Exception {
        bed.write(status(file("prod", "a")));
        bed.git("update-ref", "-d", "refs/heads/" + STATUS);
        assertThatThrownBy(() -> bed.write(status(file("prod", "b")))).isInstanceOf(IOException.class);
        bed.write(status(file("prod", "b")));

        assertThat(bed.git("log", "--format=%s", STATUS)).isEqualTo("Status of hichat/prod [skip ci]\n");
    }

    @Test
    void aPathThatGitDoesNotTakeIsRefusedForGood() {
        assertThatThrownBy(() -> bed.write(status(new StatusFile(Samples.PROD, 1, ".git/config", "a"))))
                .isInstanceOf(PermanentFailure.class);
    }

    private StatusWork status(StatusFile... files) {
        return new StatusWork(Samples.repository(bed.url()), STATUS, List.of(files));
    }

    private static StatusFile file(String environment, String text) {
        var named = new EnvironmentRef("hichat", environment);
        return new StatusFile(named, 1, named + ".yaml", text);
    }
}
