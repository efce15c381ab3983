package dev.slipway.outside.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.slipway.outside.http.PortTaken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.transport.UsernamePasswordCredentialsProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GitServerTest {
    private static final Map<String, String> PASSWORDS = Map.of("root", "secret", "lihua", "p@ss:word");

    @TempDir
    Path folder;

    private GitServer server;
    private GitCommand git;

    @BeforeEach
    void start() throws IOException {
        server = GitServer.start(folder.resolve("repositories"), 0, PASSWORDS);
        server.repository("root/hichat");
        git = new GitCommand(Files.createDirectories(folder.resolve("work")));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2})
    void takesAPushAndGivesItToAClone(int protocol) throws Exception {
        git.run("init", "-q");
        commit("README.md", "hello\n");
        git.run("-c", "protocol.version=" + protocol, "push", "-q", url("root", "secret"), "master");

        var other = new GitCommand(Files.createDirectories(folder.resolve("other")));
        other.run("-c", "protocol.version=" + protocol, "clone", "-q", url("root", "secret"), ".");

        assertThat(other.folder().resolve("README.md")).hasContent("hello\n");
        assertThat(other.run("branch", "--show-current")).isEqualTo("master");
    }

    @Test
    void servesJGitToo() throws Exception {
        git.run("init", "-q");
        commit("README.md", "hello\n");
        git.run("push", "-q", url("root", "secret"), "master");
        var credentials = new UsernamePasswordCredentialsProvider("lihua", "p@ss:word");

        try (var clone = Git.cloneRepository()
                .setURI(server.urlOf("root/hichat"))
                .setDirectory(folder.resolve("clone").toFile())
                .setCredentialsProvider(credentials)
                .call()) {
            Files.writeString(folder.resolve("clone/README.md"), "changed\n");
            clone.commit().setAll(true).setMessage("change").setSign(false).call();
            clone.push().setCredentialsProvider(credentials).call();

            git.run("pull", "-q", url("root", "secret"), "master");
            assertThat(git.folder().resolve("README.md")).hasContent("changed\n");
        }
    }

    @Test
    void takesBigPacksInPiecesAndManyRefsZipped() throws Exception {
        git.run("init", "-q");
        var big = new byte[20 << 20];
        new Random(1).nextBytes(big);
        Files.write(git.folder().resolve("big"), big);
        git.run("add", ".");
        git.run("commit", "-q", "-m", "big");
        for (var number = 0; number < 300; number++) {
            git.run("tag", "v" + number);
        }
        git.run("push", "-q", "--tags", url("root", "secret"), "master");
        commit("README.md", "more\n");
        git.run("push", "-q", url("root", "secret"), "master");

        // With this many haves its request is compressed.
        git.run("-c", "protocol.version=0", "fetch", "-q", url("root", "secret"), "+refs/*:refs/there/*");
        var other = new GitCommand(Files.createDirectories(folder.resolve("other")));
        other.run("clone", "-q", url("root", "secret"), ".");

        assertThat(other.folder().resolve("big")).hasBinaryContent(big);
    }

    @Test
    void refusesStrangers() throws Exception {
        git.run("init", "-q");
        commit("README.md", "hello\n");

        assertThat(git.tried("push", url("root", "wrong"), "master").output()).contains("Authentication failed");
        assertThat(git.tried("ls-remote", server.urlOf("root/hichat")).exitCode())
                .isNotZero();
        assertThat(git.tried("ls-remote", url("root", "secret").replace("hichat", "absent"))
                        .output())
                .contains("not found");
    }

    @Test
    void letsEverybodyReadButNotWriteWhereThatIsWanted() throws Exception {
        try (var open = GitServer.start(folder.resolve("open"), 0, PASSWORDS, true)) {
            open.repository("root/hichat");
            git.run("init", "-q");
            commit("README.md", "hello\n");

            assertThat(git.tried("push", open.urlOf("root/hichat"), "master").exitCode())
                    .isNotZero();
            git.run("push", "-q", open.urlOf("root/hichat").replace("//", "//root:secret@"), "master");
            assertThat(git.run("ls-remote", open.urlOf("root/hichat"))).contains("refs/heads/master");
        }
    }

    @Test
    void keepsRepositoriesOverARestart() throws Exception {
        git.run("init", "-q");
        commit("README.md", "hello\n");
        git.run("push", "-q", url("root", "secret"), "master");
        server.close();
        server = GitServer.start(folder.resolve("repositories"), 0, PASSWORDS);

        assertThat(server.repository("root/hichat").resolve("master")).isNotNull();
        assertThat(git.run("ls-remote", url("root", "secret"))).contains("refs/heads/master");
    }

    @Test
    void staysInsideItsFolder() throws Exception {
        git.run("init", "-q", "--bare", folder.resolve("outside.git").toString());

        assertThatExceptionOfType(IOException.class).isThrownBy(() -> server.repository("../outside"));
        assertThat(git.tried("ls-remote", url("root", "secret").replace("root/hichat", "root/%2e%2e/%2e%2e/outside"))
                        .exitCode())
                .isNotZero();
    }

    @Test
    void saysThatItsPortIsTaken() {
        assertThatExceptionOfType(PortTaken.class)
                .isThrownBy(() -> GitServer.start(folder.resolve("second"), server.port(), PASSWORDS));
    }

    private String url(String user, String password) {
        return server.urlOf("root/hichat").replace("//", "//" + user + ":" + password + "@");
    }

    private void commit(String file, String content) throws IOException, InterruptedException {
        Files.writeString(git.folder().resolve(file), content);
        git.run("add", ".");
        git.run("commit", "-q", "-m", "write " + file);
    }
}
