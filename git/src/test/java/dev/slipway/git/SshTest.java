package dev.slipway.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Deploy keys, against a real SSH server. */
class SshTest {
    private static final GitLimits LIMITS = GitLimits.defaults().quick();

    @TempDir
    Path folder;

    private Forge forge;
    private GitSshServer ssh;

    @BeforeEach
    void start() throws Exception {
        forge = new Forge(folder);
        ssh = new GitSshServer(folder.resolve("srv"), "ssh-ed25519", 256);
    }

    @AfterEach
    void stop() throws Exception {
        ssh.close();
        forge.close();
    }

    @ParameterizedTest
    @CsvSource({"ssh-ed25519, 256", "ssh-rsa, 3072", "ecdsa-sha2-nistp256, 256"})
    void readsWithAKeyOfEachKind(String kind, int size) throws Exception {
        var first = forge.commit("master", "first", Map.of("a", "1"));
        try (var server = new GitSshServer(folder.resolve("srv"), kind, size)) {
            assertThat(RemoteRefs.ask(server.remote("hichat.git"), LIMITS).refs())
                    .containsExactly(Map.entry("refs/heads/master", first));
        }
    }

    @Test
    void fetchesAndPushes() throws Exception {
        var first = forge.commit("master", "first", Map.of("a", "1"));
        var mirror = forge.mirrors.of(ssh.remote("hichat.git"));

        mirror.fetch("master");
        var pushed = mirror.push("master", new Base.Tip(first), List.of(Forge.draft("second", "b", "2")));

        assertThat(pushed).isInstanceOf(PushOutcome.Pushed.class);
        assertThat(forge.served("master", "b")).isEqualTo("2");
        PushRight.ask(ssh.remote("hichat.git"), LIMITS);
    }

    @Test
    void aHostThatIsNotKnownIsNotSpokenTo() {
        var other = ssh.knownHosts().replace("[127.0.0.1]", "[other.example.com]");
        for (var known : List.of("", "# nothing\n", other)) {
            refused(
                    () -> ssh.remote("hichat.git", known),
                    "is not among the known hosts of the secret deploy-key/known_hosts",
                    "SHA256:");
        }
    }

    @Test
    void aHostWithAnotherKeyIsNotSpokenTo() throws Exception {
        var another = KeyUtils.generateKeyPair("ssh-ed25519", 256);

        refused(
                () -> ssh.remote("hichat.git", ssh.line(another)),
                "shows another key (SHA256:",
                "somebody stands in between");
        refused(
                () -> ssh.remote(
                        "hichat.git",
                        ssh.knownHosts() + "@revoked " + ssh.knownHosts().split("\n")[1] + "\n"),
                "is revoked",
                "find out why");
    }

    @Test
    void aKeyThatTheForgeDoesNotKnowIsRefused() throws Exception {
        var stranger = GitSshServer.written(KeyUtils.generateKeyPair("ssh-ed25519", 256));
        var remote = new GitRemote(ssh.url("hichat.git"), null, new GitKey("deploy-key", stranger, ssh.knownHosts()));

        refused(() -> remote, "did not accept the key in the secret deploy-key", "deploy keys");
        assertThat(remote.toString() + remote.key()).doesNotContain("PRIVATE");
    }

    @Test
    void aKeyThatIsNoneIsNamed() {
        for (var text : List.of(
                "", "nonsense", "-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----")) {
            var remote = new GitRemote(ssh.url("hichat.git"), null, new GitKey("deploy-key", text, ssh.knownHosts()));
            refused(() -> remote, "deploy-key/ssh-privatekey holds no private key that we can read", "ssh-keygen");
        }
    }

    @Test
    void anAbsentRepositoryIsRefused() {
        refused(
                () -> ssh.remote("other.git"),
                "is not there for the key in the secret deploy-key",
                "url in the catalog");
    }

    @Test
    void aKeyThatMayOnlyReadIsToldBeforeAPush() throws Exception {
        forge.commit("master", "first", Map.of("a", "1"));
        ssh.readOnly();

        assertThat(RemoteRefs.ask(ssh.remote("hichat.git"), LIMITS).refs()).hasSize(1);
        assertThatThrownBy(() -> PushRight.ask(ssh.remote("hichat.git"), LIMITS))
                .isInstanceOf(GitRefused.class)
                .hasMessageContaining("forbids pushes to the key in the secret deploy-key")
                .hasMessageContaining("the right to write");
    }

    @Test
    void aHostThatSaysNothingIsGivenUp() throws Exception {
        var second = Duration.ofSeconds(1);
        var hasty = new GitLimits(second, second, second, 1, 1, 1, 1);
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var url = "ssh://git@127.0.0.1:" + silent.getLocalPort() + "/x.git";
            var remote = new GitRemote(url, null, ssh.remote("hichat.git").key());

            var started = Instant.now();
            assertThatThrownBy(() -> RemoteRefs.ask(remote, hasty)).isInstanceOf(GitUnreachable.class);
            assertThat(Duration.between(started, Instant.now())).isLessThan(Duration.ofSeconds(8));
        }
    }

    @Test
    void theSecretsKeysAreNamedWhereOneIsMissing() {
        var none = new GitAccess((_, _) -> Optional.empty());
        var half = new GitAccess((_, key) -> key.equals("ssh-privatekey") ? Optional.of("x") : Optional.empty());

        assertThatThrownBy(() -> none.remote("ssh://git@host/x.git", null))
                .isInstanceOf(GitRefused.class)
                .hasMessageContaining("an ssh address needs a key");
        assertThatThrownBy(() -> none.remote("ssh://git@host/x.git", "deploy-key"))
                .hasMessageContaining("there is no secret deploy-key/ssh-privatekey");
        assertThatThrownBy(() -> half.remote("ssh://git@host/x.git", "deploy-key"))
                .hasMessageContaining("there is no secret deploy-key/known_hosts");
        assertThatThrownBy(() -> GitRemote.anonymous("ssh://git:hunter2@host/x.git"))
                .hasMessageContaining("holds credentials")
                .hasMessageNotContaining("hunter2");
    }

    private interface Making {
        GitRemote make() throws Exception;
    }

    private static void refused(Making making, String seen, String nextStep) {
        assertThatThrownBy(() -> RemoteRefs.ask(making.make(), LIMITS)).isInstanceOfSatisfying(GitRefused.class, e -> {
            assertThat(e.seen()).contains(seen);
            assertThat(e.seen() + e.nextStep()).contains(nextStep).doesNotContain("PRIVATE");
        });
    }
}
