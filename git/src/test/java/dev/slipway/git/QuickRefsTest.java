package dev.slipway.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Git's own server answers as it does at length; whatever else answers is no answer. */
class QuickRefsTest {
    private final QuickRefs quick = new QuickRefs(GitLimits.defaults().quick());
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
    void tellsWhatIsToldAtLength() throws Exception {
        forge.commit("master", "first", Map.of("a", "1"));
        var second = forge.commit("feature/聊天", "second", Map.of("a", "2"));
        forge.clone.run("tag", "light", second.value());
        forge.clone.run("tag", "-a", "v1", "-m", "annotated", second.value());
        forge.clone.run("push", "-q", "origin", "--tags");
        var remote = forge.server.remote("hichat.git");

        var refs = quick.ask(remote).orElseThrow();

        assertThat(refs)
                .hasSize(4)
                .isEqualTo(RemoteRefs.ask(remote, GitLimits.defaults()).refs());
    }

    @Test
    void leavesRefusalsAndOtherSchemesToWhoSaysWhy() throws Exception {
        forge.commit("master", "first", Map.of("a", "1"));
        var remote = forge.server.remote("hichat.git");

        assertThat(quick.ask(GitRemote.anonymous(remote.url()))).isEmpty();
        assertThat(quick.ask(forge.server.remote("none.git"))).isEmpty();
        assertThat(quick.ask(forge.mirrorOfFile().remote())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html>sign in</html>",
                "",
                "0000 and more",
                "001eERR access denied or so ok0000",
                "003d1111111111111111111111111111111111111111 refs/heads/master",
                "ffff1111",
                "zzzz"
            })
    void believesNothingElse(String body) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/x-git-upload-pack-result");
            exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        try {
            var url = "http://127.0.0.1:" + server.getAddress().getPort() + "/r.git";
            assertThat(quick.ask(GitRemote.anonymous(url))).isEmpty();
        } finally {
            server.stop(0);
        }
        var gone = GitRemote.anonymous("http://127.0.0.1:" + server.getAddress().getPort() + "/r.git");
        assertThatThrownBy(() -> quick.ask(gone)).isInstanceOf(GitUnreachable.class);
    }
}
