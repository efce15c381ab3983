package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may ask which console, and where a password goes. */
class LoginTest {
    @TempDir
    Path home;

    private FakeConsole console;
    private FakeConsole other;

    @BeforeEach
    void start() throws IOException {
        console = new FakeConsole();
        other = new FakeConsole();
        for (var each : new FakeConsole[] {console, other}) {
            each.says("/api/deliveries?limit=1", Samples.page()).says("/api/work", "{\"open\":[]}");
        }
    }

    @AfterEach
    void stop() {
        console.close();
        other.close();
    }

    private Path file() {
        return home.resolve("slipway/login.json");
    }

    private Said.By me() {
        return new Said.By(home);
    }

    @Test
    void whoSignedInIsKnownFromThenOn() throws IOException {
        var said = me().typing(FakeConsole.PASSWORD).slipway("login", console.url() + "/");

        assertThat(said.exit()).isZero();
        assertThat(said.out())
                .contains("signed in at " + console.url() + " as admin")
                .contains(file().toString());
        assertThat(said.out() + said.err()).doesNotContain(FakeConsole.PASSWORD);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("slipway"))))
                .isEqualTo("rwx------");
        assertThat(home.resolve("slipway").toFile().list()).containsExactly("login.json");
        assertThat(me().slipway("work").out()).contains("nothing is open");
    }

    @Test
    void aPasswordFromTheSettingsIsTakenWithoutAsking() {
        var said = me().with("SLIPWAY_PASSWORD", FakeConsole.PASSWORD).slipway("login", console.url());

        assertThat(said.exit()).isZero();
    }

    @Test
    void aWrongPasswordIsNotKept() {
        var said = me().typing("wrong").slipway("login", console.url());

        assertThat(said.exit()).isEqualTo(3);
        assertThat(said.err()).contains("does not take the name and password of admin");
        assertThat(file()).doesNotExist();
        assertThat(me().slipway("login", console.url()).exit()).isEqualTo(2);
        assertThat(me().typing(FakeConsole.PASSWORD)
                        .slipway("login", console.url(), "--user", "lihua")
                        .err())
                .contains("of lihua");
    }

    @Test
    void signingOutForgets() {
        me().typing(FakeConsole.PASSWORD).slipway("login", console.url());

        assertThat(me().slipway("logout").out()).contains("signed out");
        assertThat(file()).doesNotExist();
        assertThat(me().slipway("work").exit()).isEqualTo(2);
        assertThat(me().slipway("logout").out()).contains("nobody was signed in");
    }

    @Test
    void whatIsSaidNowCountsBeforeWhatIsSetAndThatBeforeWhatIsKept() {
        me().typing(FakeConsole.PASSWORD).slipway("login", console.url());
        console.asked.clear();

        var set = me().with("SLIPWAY_SERVER", other.url()).with("SLIPWAY_PASSWORD", FakeConsole.PASSWORD);
        assertThat(set.slipway("work").exit()).isZero();
        assertThat(console.asked).isEmpty();
        assertThat(other.asked).hasSize(1);

        assertThat(set.slipway("work", "--server", console.url()).exit()).isZero();
        assertThat(console.asked).hasSize(1);
    }

    @Test
    void aPasswordThatIsKeptGoesNowhereElse() {
        me().typing(FakeConsole.PASSWORD).slipway("login", console.url());

        var elsewhere = me().slipway("work", "--server", other.url());
        var somebodyElse = me().slipway("work", "--user", "lihua");

        assertThat(elsewhere.exit()).isEqualTo(2);
        assertThat(elsewhere.err()).contains("slipway login " + other.url());
        assertThat(other.asked).isEmpty();
        assertThat(somebodyElse.exit()).isEqualTo(2);
        assertThat(somebodyElse.err()).contains("--user lihua");
    }

    @Test
    void theSuiteOnThisMachineIsAskedWhereNobodySignedIn() {
        var inTheSourceTree =
                me().with("SLIPWAY_LOCAL_SERVER", console.url()).with("SLIPWAY_LOCAL_PASSWORD", FakeConsole.PASSWORD);

        assertThat(inTheSourceTree.slipway("work").exit()).isZero();
        assertThat(console.asked).hasSize(1);
        assertThat(inTheSourceTree.slipway("work", "--server", other.url()).exit())
                .isEqualTo(2);
        assertThat(other.asked).isEmpty();

        me().typing(FakeConsole.PASSWORD).slipway("login", other.url());
        assertThat(inTheSourceTree.slipway("work").exit()).isZero();
        assertThat(other.asked).hasSize(2);
        assertThat(inTheSourceTree
                        .with("SLIPWAY_SERVER", console.url())
                        .slipway("work")
                        .exit())
                .isZero();
        assertThat(console.asked).hasSize(2);
    }

    @Test
    void aFileThatCannotBeReadIsNamed() throws IOException {
        Files.createDirectories(home.resolve("slipway"));
        for (var text : new String[] {"{", "[]", "{}", "{\"server\":\"http://x\"}", "{\"server\":1,\"user\":{}}"}) {
            Files.writeString(file(), text);

            var said = me().slipway("work");

            assertThat(said.exit()).as(text).isEqualTo(2);
            assertThat(said.err())
                    .contains(file().toString())
                    .contains("delete it")
                    .contains("slipway login");
        }
        Files.delete(file());
        assertThat(me().typing(FakeConsole.PASSWORD)
                        .slipway("login", console.url())
                        .exit())
                .isZero();
    }

    @Test
    void aFolderThatCannotBeWrittenIsNamed() throws IOException {
        Files.writeString(home.resolve("slipway"), "a file");

        var said = me().typing(FakeConsole.PASSWORD).slipway("login", console.url());

        assertThat(said.exit()).isEqualTo(2);
        assertThat(said.err()).contains("cannot be").contains("XDG_CONFIG_HOME");
    }
}
