package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Why there is no answer, what to do, and how a script learns of it. */
class RefusalsTest {
    private static final String ANY = "e6d1b0a4-0000-5000-8000-000000000001";

    @TempDir
    Path home;

    static Stream<Arguments> questions() {
        return Stream.of(
                Arguments.of((Object) new String[] {"deliveries"}),
                Arguments.of((Object) new String[] {"delivery", ANY}),
                Arguments.of((Object) new String[] {"trace", ANY}),
                Arguments.of((Object) new String[] {"watch"}),
                Arguments.of((Object) new String[] {"work"}),
                Arguments.of((Object) new String[] {"retry", "build-service", "hichat/hichat"}),
                Arguments.of((Object) new String[] {"give-up", "build-service", "hichat/hichat", "1111"}),
                Arguments.of((Object) new String[] {"pause", "build-service"}),
                Arguments.of((Object) new String[] {"dead-letters"}),
                Arguments.of((Object) new String[] {"dead-letters", "drop", "0-42"}),
                Arguments.of((Object) new String[] {"dead-letters", "replay", "--service", "notifier"}),
                Arguments.of((Object) new String[] {"replay", "--delivery", ANY, "--service", "notifier"}),
                Arguments.of((Object) new String[] {"check", "hichat"}),
                Arguments.of((Object) new String[] {"connect", "hichat"}),
                Arguments.of((Object) new String[] {"arrivals", "hichat"}));
    }

    @ParameterizedTest
    @MethodSource("questions")
    void whereNobodyAnswersTheAddressIsNamed(String... command) throws IOException {
        var gone = new FakeConsole();
        var by = new Said.By(home).at(gone);
        gone.close();

        var said = by.slipway(command);

        assertThat(said.exit()).isEqualTo(3);
        assertThat(said.out()).isEmpty();
        assertThat(said.err()).contains("nobody answers at " + gone.url()).contains("slipway login");
    }

    @ParameterizedTest
    @MethodSource("questions")
    void aWrongPasswordLeadsToLogin(String... command) throws IOException {
        try (var console = new FakeConsole()) {
            var said = new Said.By(home)
                    .at(console)
                    .with("SLIPWAY_PASSWORD", "wrong")
                    .slipway(command);

            assertThat(said.exit()).isEqualTo(3);
            assertThat(said.err()).contains("slipway login " + console.url());
        }
    }

    @ParameterizedTest
    @MethodSource("questions")
    void withoutAConsoleItSaysHowToNameOne(String... command) {
        var said = new Said.By(home).slipway(command);

        assertThat(said.exit()).isEqualTo(2);
        assertThat(said.err())
                .contains("slipway login URL")
                .contains("--server")
                .contains("./slipway up");
    }

    @ParameterizedTest
    @ValueSource(strings = {"delivery", "trace"})
    void whatDoesNotExistIsNamed(String command) throws IOException {
        try (var console = new FakeConsole()) {
            var said = new Said.By(home).at(console).slipway(command, ANY);

            assertThat(said.exit()).isEqualTo(1);
            assertThat(said.err()).contains("there is no delivery " + ANY).contains("slipway deliveries");
        }
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                Arguments.of(new String[] {}, "which command?"),
                Arguments.of(new String[] {"depoy"}, "no command 'depoy'"),
                Arguments.of(new String[] {"help", "depoy"}, "no command 'depoy'"),
                Arguments.of(new String[] {"work", "--servce", "x"}, "'--servce x' is not known"),
                Arguments.of(new String[] {"delivery"}, "ID is missing"),
                Arguments.of(new String[] {"trace", "../../etc"}, "'../../etc' is no delivery"),
                Arguments.of(new String[] {"trace", "abc"}, "at least the first 4"),
                Arguments.of(new String[] {"deliveries", "--limit", "many"}, "--limit does not take 'many'"),
                Arguments.of(new String[] {"deliveries", "--limit", "0"}, "from 1 to 10000"),
                Arguments.of(new String[] {"retry", "build-service"}, "RESOURCE is missing"),
                Arguments.of(new String[] {"engines", "install", "flux"}, "--cluster is missing"),
                Arguments.of(new String[] {"give-up"}, "SERVICE is missing"),
                Arguments.of(new String[] {"pause"}, "SERVICE is missing"),
                Arguments.of(new String[] {"resume", "a", "b", "c"}, "'c' is not known"),
                Arguments.of(new String[] {"dead-letters", "burn"}, "'burn' is not known"),
                Arguments.of(new String[] {"dead-letters", "show", "../work"}, "'../work' is no dead letter"),
                Arguments.of(new String[] {"dead-letters", "drop", "x"}, "'x' is no dead letter"),
                Arguments.of(new String[] {"dead-letters", "edit", "x", "-"}, "'x' is no dead letter"),
                Arguments.of(new String[] {"dead-letters", "replay"}, "either an ID, or --service"),
                Arguments.of(new String[] {"dead-letters", "replay", "0-1", "--error", "x"}, "either an ID"),
                Arguments.of(new String[] {"dead-letters", "replay", "0-1", "--service", "x"}, "either an ID"),
                Arguments.of(new String[] {"replay", "--delivery", ANY}, "--service is missing"),
                Arguments.of(new String[] {"replay", "--service", "x"}, "either --delivery, or"),
                Arguments.of(new String[] {"replay", "--service", "x", "--from", "y"}, "either --delivery, or"),
                Arguments.of(
                        new String[] {"replay", "--service", "x", "--delivery", ANY, "--to", "y"}, "either --delivery"),
                Arguments.of(new String[] {"replay", "--service", "x", "--delivery", "zz"}, "'zz' is no delivery"),
                Arguments.of(
                        new String[] {"replay", "--service", "x", "--from", "now", "--to", "y"}, "'now' is no time"),
                Arguments.of(
                        new String[] {
                            "replay", "--service", "x", "--from", "2026-01-02T00:00:00Z", "--to", "2026-01-01T00:00:00Z"
                        },
                        "is not before"),
                Arguments.of(new String[] {"hold", "a/b/c", "--why", "\uFFFD\uFFFD"}, "encoding that the locale names"),
                Arguments.of(new String[] {"check"}, "PROJECT is missing"),
                Arguments.of(new String[] {"check", "hichat", "../x"}, "'../x' is no name"),
                Arguments.of(new String[] {"connect", "Hi chat"}, "'Hi chat' is no name"),
                Arguments.of(new String[] {"arrivals", "a/b"}, "'a/b' is no name"),
                Arguments.of(new String[] {"work", "--server", "ftp://x"}, "is no address"),
                Arguments.of(new String[] {"work", "--server", "slipway.example.com"}, "is no address"),
                Arguments.of(new String[] {"work", "--server", "http://a b"}, "is no address"),
                Arguments.of(new String[] {"work", "--server", "http://admin:secret@x"}, "without name and password"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aMistakeIsNamed(String[] arguments, String sentence) throws IOException {
        try (var console = new FakeConsole()) {
            var said = new Said.By(home).at(console).slipway(arguments);

            assertThat(said.exit()).isEqualTo(2);
            assertThat(said.err()).contains(sentence).doesNotContain("secret");
            assertThat(console.asked).isEmpty();
        }
    }

    @Test
    void mistakesAreToldInChineseToo() {
        assertThat(new Said.By(home).slipway("--lang", "zh", "delivery").err()).contains("缺少 ID");
    }

    @Test
    void whatIsNoConsoleIsCalledSo() throws IOException {
        try (var console = new FakeConsole()) {
            console.says("/api/work", "<html>welcome</html>").says("/api/dead-letters", 404, "<html>404</html>");

            var page = new Said.By(home).at(console).slipway("work");
            var older = new Said.By(home).at(console).slipway("dead-letters");

            assertThat(page.exit()).isEqualTo(3);
            assertThat(page.err()).contains("not as a Slipway console does");
            assertThat(older.exit()).isEqualTo(3);
            assertThat(older.err()).contains("does not know /api/dead-letters");
        }
    }

    @Test
    void aConsoleWithoutItsDatabaseIsAway() throws IOException {
        try (var console = new FakeConsole()) {
            console.says("/api/deliveries?limit=20", 503, "{\"error\":\"the database does not answer\"}");

            var said = new Said.By(home).at(console).slipway("deliveries");

            assertThat(said.exit()).isEqualTo(3);
            assertThat(said.err())
                    .contains("503")
                    .contains("the database does not answer")
                    .contains("Try again");
        }
    }

    @Test
    void aConsoleThatNeverAnswersIsNotWaitedForLong() throws IOException {
        try (var mute = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var address = "http://127.0.0.1:" + mute.getLocalPort();

            var said = new Said.By(home)
                    .with("SLIPWAY_PASSWORD", "x")
                    .waiting(Duration.ofMillis(300))
                    .slipway("work", "--server", address);

            assertThat(said.exit()).isEqualTo(3);
            assertThat(said.err()).contains(address).contains("did not answer");
        }
    }

    @Test
    void whatTheConsoleWorksAtIsWaitedForLonger() throws IOException {
        try (var console = new FakeConsole()) {
            console.says("POST /api/projects/hichat/repositories/app/check", "{\"works\":true}")
                    .then(
                            "POST /api/projects/hichat/repositories/app/check",
                            () -> LockSupport.parkNanos(Duration.ofMillis(1_200).toNanos()));

            var said = new Said.By(home)
                    .at(console)
                    .waiting(Duration.ofMillis(600))
                    .slipway("check", "hichat", "app");

            assertThat(said.exit()).isZero();
        }
    }

    @Test
    void aHostThatDoesNotExistIsNamed() {
        var said =
                new Said.By(home).with("SLIPWAY_PASSWORD", "x").slipway("work", "--server", "http://nowhere.invalid");

        assertThat(said.exit()).isEqualTo(3);
        assertThat(said.err()).contains("nowhere.invalid");
    }
}
