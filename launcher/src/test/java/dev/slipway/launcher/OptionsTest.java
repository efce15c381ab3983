package dev.slipway.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a person can say to {@code up}, right and wrong. */
class OptionsTest {
    @TempDir
    Path folder;

    @Test
    void saysWhatWasSaid() {
        var options = Options.parse(List.of("--data", "/tmp/here", "--fresh", "--yes", "--port", "git=1234"));

        assertThat(options.data()).isEqualTo(Path.of("/tmp/here"));
        assertThat(options.fresh()).isTrue();
        assertThat(options.yes()).isTrue();
        assertThat(options.processes()).isFalse();
        assertThat(options.ports().of("git")).isEqualTo(1234);
        assertThat(options.ports().of("console")).isEqualTo(4480);
        assertThat(options.kubeconfig()).isNull();
    }

    @Test
    void aRealClusterIsNamedByItsKubeconfig() {
        var options = Options.parse(List.of("--kubeconfig", "/tmp/../tmp/config", "--context", "k3d-here"));

        assertThat(options.kubeconfig()).isEqualTo(Path.of("/tmp/config"));
        assertThat(options.context()).isEqualTo("k3d-here");
    }

    @ParameterizedTest
    @CsvSource({
        "--prot,there is no option '--prot'",
        "--port,--port needs a value",
        "--port git,--port takes NAME=NUMBER",
        "--port nothing=1,--port takes NAME=NUMBER",
        "--port git=70000,from 1 to 65535",
        "--port git=abc,not 'abc'",
        "--data,--data needs a value",
        "--kubeconfig,--kubeconfig needs a value",
        "--context somewhere,with --kubeconfig FILE"
    })
    void aMistakeIsNamed(String line, String message) {
        assertThatExceptionOfType(Usage.class)
                .isThrownBy(() -> Options.parse(List.of(line.split(" "))))
                .withMessageContaining(message);
    }

    @Test
    void allPortsMoveTogether() {
        var ports = Options.parse(List.of("--port", "all=5480")).ports();

        assertThat(ports.of("console")).isEqualTo(5480);
        assertThat(ports.of("postgres")).isEqualTo(5487);
    }

    @Test
    void thePortsOfTheLastStartAreKept() throws IOException {
        Options.parse(List.of("--port", "git=1234", "--port", "console=99"))
                .ports()
                .rememberedIn(folder);

        var next = Options.parse(List.of("--port", "console=100")).ports().rememberedIn(folder);

        assertThat(next.of("git")).isEqualTo(1234);
        assertThat(next.of("console")).isEqualTo(100);
    }

    @Test
    void anAddressThatIsWrittenDownInTheDataDoesNotMove() throws IOException {
        Ports.standard().rememberedIn(folder);

        assertThatExceptionOfType(Usage.class)
                .isThrownBy(() -> Options.parse(List.of("--port", "registry=9999"))
                        .ports()
                        .rememberedIn(folder))
                .withMessageContaining("127.0.0.1:4482")
                .withMessageContaining("--fresh");
    }

    @Test
    void aPortThatIsTakenIsNamedWithItsOption() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var ports = Ports.standard().with("chat=" + taken.getLocalPort());

            assertThatExceptionOfType(Usage.class)
                    .isThrownBy(() -> ports.mustBeFree(List.of("chat")))
                    .withMessageContaining("port " + taken.getLocalPort())
                    .withMessageContaining("--port chat=NUMBER");
        }
    }

    @Test
    void aFolderThatIsNotOursIsNotCleared() throws IOException {
        Files.writeString(folder.resolve("thesis.txt"), "years of work");

        assertThatExceptionOfType(Usage.class).isThrownBy(() -> DataFolder.clear(folder));
        assertThat(folder.resolve("thesis.txt")).exists();
    }

    @Test
    void twoLaunchersDoNotShareAFolder() throws IOException {
        try (var _ = DataFolder.open(folder)) {
            assertThatExceptionOfType(Usage.class)
                    .isThrownBy(() -> DataFolder.open(folder))
                    .withMessageContaining("running already");
        }
    }
}
