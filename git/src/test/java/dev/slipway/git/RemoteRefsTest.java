package dev.slipway.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RemoteRefsTest {
    private static final GitLimits LIMITS = GitLimits.defaults();
    private Forge forge;

    @BeforeEach
    void start(@TempDir Path folder) throws IOException {
        forge = new Forge(folder);
    }

    @AfterEach
    void stop() throws IOException {
        forge.close();
    }

    @Test
    void namesAllBranchesAndTagsPeeled() throws Exception {
        var first = forge.commit("master", "first", Map.of("a", "1"));
        var second = forge.commit("feature/聊天", "second", Map.of("a", "2"));
        forge.clone.run("tag", "light", first.value());
        forge.clone.run("tag", "-a", "v1", "-m", "annotated", second.value());
        forge.clone.run("push", "-q", "origin", "--tags");

        var refs = RemoteRefs.ask(forge.server.remote("hichat.git"), LIMITS);

        assertThat(refs.refs())
                .containsOnly(
                        Map.entry("refs/heads/master", first),
                        Map.entry("refs/heads/feature/聊天", second),
                        Map.entry("refs/tags/light", first),
                        Map.entry("refs/tags/v1", second));
        assertThat(refs.defaultBranch()).contains("refs/heads/master");
        assertThat(refs.at("refs/tags/v1")).contains(second);
    }

    @Test
    void asksFilesToo() throws Exception {
        var first = forge.commit("master", "first", Map.of("a", "1"));

        var refs = RemoteRefs.ask(forge.mirrorOfFile().remote(), LIMITS);

        assertThat(refs.refs()).containsExactly(Map.entry("refs/heads/master", first));
    }

    @Test
    void anEmptyRepositoryHasNoRefs() throws Exception {
        assertThat(RemoteRefs.ask(forge.server.remote("hichat.git"), LIMITS).refs())
                .isEmpty();
    }

    @Test
    void anAbsentRepositoryIsRefused() {
        assertThatThrownBy(() -> RemoteRefs.ask(forge.server.remote("other.git"), LIMITS))
                .isInstanceOf(GitRefused.class)
                .hasMessageContaining(
                        "/other.git is not there for the credentials of robot; correct the repository's url");
        assertThatThrownBy(() -> RemoteRefs.ask(GitRemote.anonymous("file:///nowhere/x.git"), LIMITS))
                .isInstanceOf(GitRefused.class);
    }

    @Test
    void aWrongPasswordIsRefusedAndNotShown() {
        var wrong = new GitRemote(forge.server.url("hichat.git"), new GitCredentials("robot", "hunter2"));

        assertThatThrownBy(() -> RemoteRefs.ask(wrong, LIMITS))
                .isInstanceOf(GitRefused.class)
                .hasMessageContaining("did not accept the credentials of robot (401); put a valid token")
                .hasMessageNotContaining("hunter2");
        assertThatThrownBy(() -> RemoteRefs.ask(GitRemote.anonymous(wrong.url()), LIMITS))
                .isInstanceOf(GitRefused.class)
                .hasMessageContaining("us without credentials");
        assertThat(wrong.toString()).doesNotContain("hunter2");
        assertThat(String.valueOf(wrong.credentials())).isEqualTo("robot:***");
    }

    @Test
    void forbiddenIsRefusedAndATroubledServerIsNot() {
        forge.server.answerOnly(403);
        assertThatThrownBy(() -> RemoteRefs.ask(forge.server.remote("hichat.git"), LIMITS))
                .isInstanceOf(GitRefused.class)
                .hasMessageContaining("(403)");
        for (var status : new int[] {429, 500, 502, 503}) {
            forge.server.answerOnly(status);
            assertThatThrownBy(() -> RemoteRefs.ask(forge.server.remote("hichat.git"), LIMITS))
                    .isInstanceOf(GitUnreachable.class);
        }
    }

    @Test
    void aDeadHostIsUnreachable() throws Exception {
        var port = 0;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        var dead = GitRemote.anonymous("http://localhost:" + port + "/x.git");

        assertThatThrownBy(() -> RemoteRefs.ask(dead, LIMITS)).isInstanceOf(GitUnreachable.class);
    }

    @Test
    void aSilentHostIsGivenUp() throws Exception {
        var second = Duration.ofSeconds(1);
        var hasty = new GitLimits(second, second, second, 1, 1, 1, 1);
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var silent = GitRemote.anonymous("http://localhost:" + socket.getLocalPort() + "/x.git");

            assertThatThrownBy(() -> RemoteRefs.ask(silent, hasty)).isInstanceOf(GitUnreachable.class);
        }
    }

    @Test
    void credentialsAreNotTakenToAnotherHost() throws Exception {
        var first = forge.commit("master", "first", Map.of("a", "1"));
        var asked = new AtomicInteger();
        var elsewhere = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        elsewhere.createContext("/", exchange -> {
            asked.incrementAndGet();
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        elsewhere.start();
        try {
            forge.server.sendTo("http://localhost:" + elsewhere.getAddress().getPort());
            assertThatThrownBy(() -> RemoteRefs.ask(forge.server.remote("hichat.git"), LIMITS))
                    .isInstanceOf(GitRefused.class)
                    .hasMessageContaining("sends us to another host, http://localhost:")
                    .hasMessageContaining("/hichat.git; ")
                    .hasMessageContaining("credentials go to no other host");
            var anonymous = GitRemote.anonymous(forge.server.url("hichat.git"));
            assertThatThrownBy(() -> RemoteRefs.ask(anonymous, LIMITS))
                    .as("it could lead to an address that only we can reach")
                    .isInstanceOf(GitRefused.class)
                    .hasMessageContaining("sends us to another host");
            assertThat(asked).hasValue(0);

            forge.server.sendTo("");
            var moved = new GitRemote(forge.server.url("old/hichat.git"), GitHttpServer.CREDENTIALS);
            assertThat(RemoteRefs.ask(moved, LIMITS).refs()).containsValue(first);
            assertThat(RemoteRefs.ask(moved, LIMITS).movedTo()).contains(forge.server.url("hichat.git"));
            assertThat(RemoteRefs.ask(forge.server.remote("hichat.git"), LIMITS).movedTo())
                    .isEmpty();
        } finally {
            elsewhere.stop(0);
        }
    }

    @Test
    void whoMayPushIsKnownBeforeAPush() throws Exception {
        forge.commit("master", "first", Map.of("a", "1"));

        PushRight.ask(forge.server.remote("hichat.git"), LIMITS);
        forge.server.refusePushes();
        assertThatThrownBy(() -> PushRight.ask(forge.server.remote("hichat.git"), LIMITS))
                .isInstanceOf(GitRefused.class)
                .hasMessageContaining("(403)")
                .hasMessageContaining("give that user the right");
        assertThat(RemoteRefs.ask(forge.server.remote("hichat.git"), LIMITS).refs())
                .hasSize(1);
    }

    @Test
    void credentialsInAUrlAreNotTaken() {
        assertThatThrownBy(() -> GitRemote.anonymous("https://robot:hunter2@git.example/x.git"))
                .hasMessageContaining("https://git.example/x.git holds credentials")
                .hasMessageNotContaining("hunter2");
        assertThatThrownBy(() -> GitRemote.anonymous("ftp://git.example/x.git"))
                .hasMessageContaining("use http, https, ssh or file");
    }
}
