package dev.slipway.git;

import static dev.slipway.git.Forge.draft;
import static dev.slipway.git.Signing.keys;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.git.PushOutcome.Pushed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Judged by git, ssh-keygen and gpg themselves. */
class SigningTest {
    @TempDir
    Path folder;

    private Forge forge;

    @BeforeEach
    void start() throws IOException {
        forge = new Forge(folder);
    }

    @AfterEach
    void stop() throws IOException {
        forge.origin.run("fsck", "--strict");
        forge.close();
    }

    @ParameterizedTest
    @CsvSource({
        "ed25519, 256, ''",
        "ed25519, 256, open sesame",
        "ecdsa, 256, ''",
        "ecdsa, 384, open sesame",
        "ecdsa, 521, ''",
        "rsa, 3072, ''",
        "rsa, 2048, open sesame",
    })
    void gitTakesWhatAnSshKeyOfEachKindSigned(String type, int bits, String passphrase) throws Exception {
        try (var signing = Signing.with("ssh-keygen", folder.resolve("keys"))) {
            var key = signing.sshKey("ours", type, bits, passphrase);
            var other = signing.sshKey("other", type, bits, "");

            var commits = pushed(keys(Map.of("ssh-privatekey", key, "passphrase", passphrase)), 3);

            assertThat(other).isNotEqualTo(key);
            for (var commit : commits) {
                assertThat(signing.verifySsh(forge.origin, commit, "ours")).satisfies(said -> {
                    assertThat(said.text()).startsWith("Good \"git\" signature for slipway@example.com with");
                    assertThat(said.status()).isZero();
                });
                assertThat(signing.verifySsh(forge.origin, commit, "other").status())
                        .isNotZero();
            }
        }
    }

    @Test
    void aCommitThatWasAlteredIsBad() throws Exception {
        try (var signing = Signing.with("ssh-keygen", folder.resolve("keys"))) {
            var key = signing.sshKey("ours", "ed25519", 256, "");
            var commit = pushed(keys(Map.of("ssh-privatekey", key)), 1).getFirst();
            var altered = forge.origin.run("cat-file", "commit", commit).replace("release 0", "release 9");
            forge.clone.write("altered", altered + "\n");
            var forged = forge.origin.run(
                    "hash-object",
                    "-t",
                    "commit",
                    "-w",
                    forge.clone.folder().resolve("altered").toString());

            var said = signing.verifySsh(forge.origin, forged, "ours");

            assertThat(said.status()).isNotZero();
            assertThat(said.text()).contains("Could not verify signature");
        }
    }

    @ParameterizedTest
    @CsvSource({"ed25519, sign, ''", "ed25519, sign, open sesame", "rsa2048, sign, open sesame", "nistp256, sign, ''"})
    void gitTakesWhatAGpgKeyOfEachKindSigned(String algorithm, String usage, String passphrase) throws Exception {
        try (var signing = Signing.with("gpg", folder.resolve("keys"))) {
            var key = signing.gpgKey(algorithm, usage, passphrase);

            var commits = pushed(keys(Map.of("gpg-privatekey", key, "passphrase", passphrase)), 3);

            for (var commit : commits) {
                assertThat(signing.verifyGpg(forge.origin, commit)).satisfies(said -> {
                    assertThat(said.text()).contains("Good signature from \"Slipway <slipway@example.com>\"");
                    assertThat(said.status()).isZero();
                });
            }
        }
    }

    @Test
    void gpgsSubkeyForSigningIsUsed() throws Exception {
        try (var signing = Signing.with("gpg", folder.resolve("keys"))) {
            signing.gpgKey("rsa2048", "cert", "");
            var listed = signing.gpg("", "--with-colons", "--list-keys").lines().toList();
            var fingerprint = listed.stream()
                    .filter(line -> line.startsWith("fpr:"))
                    .findFirst()
                    .orElseThrow()
                    .split(":")[9];
            assertThatThrownBy(() ->
                            keys(Map.of("gpg-privatekey", signing.exported(""))).of("signing"))
                    .isInstanceOf(GitRefused.class)
                    .hasMessageContaining(
                            "signing/gpg-privatekey holds no private key that commits can be signed with");
            signing.gpg("", "--quick-add-key", fingerprint, "ed25519", "sign", "never");
            signing.gpg("", "--quick-add-key", fingerprint, "rsa2048", "encr", "never");

            var commit = pushed(keys(Map.of("gpg-privatekey", signing.exported(""))), 1)
                    .getFirst();

            assertThat(signing.verifyGpg(forge.origin, commit).text())
                    .contains("Good signature")
                    .contains("using EDDSA key");
        }
    }

    @Test
    void withoutASecretCommitsAreAsTheyWere() throws Exception {
        var commit = pushed(keys(Map.of()), null, 1).getFirst();

        assertThat(forge.origin.run("cat-file", "commit", commit)).doesNotContain("gpgsig");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ssh-privatekey", "gpg-privatekey"})
    void aKeyThatCannotBeUsedIsNamedAndNotShown(String kind) throws Exception {
        refused(Map.of(), "there is neither signing/ssh-privatekey nor signing/gpg-privatekey", "correct sign");
        refused(Map.of("passphrase", "hunter2"), "there is neither", "put one into the folder of secrets");
        refused(Map.of("ssh-privatekey", "x", "gpg-privatekey", "x"), "holds both", "leave the one");
        refused(Map.of(kind, ""), "the secret signing/" + kind + " is empty", "put one there: ");
        refused(Map.of(kind, "  \n"), "the secret signing/" + kind + " is empty", "put one there: ");
        for (var wrong : List.of("nonsense", armoured("OPENSSH PRIVATE KEY"), armoured("PGP PRIVATE KEY BLOCK"))) {
            refused(
                    Map.of(kind, wrong, "passphrase", "hunter2"),
                    "the secret signing/" + kind + " holds no private key that commits can be signed with",
                    "put one there: ");
        }
    }

    @Test
    void aKeyOfAKindThatOpenSshNoLongerTakesIsRefused() throws Exception {
        refused(
                Map.of("ssh-privatekey", GitSshServer.written(KeyUtils.generateKeyPair("ssh-dss", 1024))),
                "holds no private key that commits can be signed with",
                "ed25519");
    }

    @Test
    void aLockedSshKeyNeedsItsPassphrase() throws Exception {
        try (var signing = Signing.with("ssh-keygen", folder.resolve("keys"))) {
            for (var type : List.of("ed25519", "rsa")) {
                locked("ssh-privatekey", signing.sshKey(type, type, type.equals("rsa") ? 2048 : 256, "open sesame"));
            }
        }
    }

    @Test
    void aLockedGpgKeyNeedsItsPassphrase() throws Exception {
        try (var signing = Signing.with("gpg", folder.resolve("keys"))) {
            locked("gpg-privatekey", signing.gpgKey("ed25519", "sign", "open sesame"));
            var shown = signing.gpg("", "--armor", "--export", "slipway@example.com");
            refused(Map.of("gpg-privatekey", shown), "holds no private key that commits can be signed with", "gpg");
        }
    }

    @Test
    void aKeyIsReadOnce() throws Exception {
        try (var signing = Signing.with("ssh-keygen", folder.resolve("keys"))) {
            var key = signing.sshKey("ours", "ed25519", 256, "");
            var reads = new AtomicInteger();
            var keys = new SigningKeys((name, part) -> {
                reads.incrementAndGet();
                return name.equals("ours") && part.equals("ssh-privatekey") ? Optional.of(key) : Optional.empty();
            });

            assertThat(keys.of("ours")).isNotNull().isSameAs(keys.of("ours"));
            assertThat(reads).hasValue(3);
            assertThatThrownBy(() -> keys.of("absent")).isInstanceOf(GitRefused.class);
            assertThatThrownBy(() -> keys.of("absent")).isInstanceOf(GitRefused.class);
            assertThat(reads).hasValue(6);
        }
    }

    private static void locked(String kind, String key) {
        refused(
                Map.of(kind, key),
                "the key in the secret signing/" + kind + " is protected by a passphrase",
                "signing/passphrase");
        refused(
                Map.of(kind, key, "passphrase", "hunter2"),
                "the key in the secret signing/" + kind + " does not open with what stands in signing/passphrase",
                "correct the passphrase");
    }

    private static void refused(Map<String, String> secret, String seen, String nextStep) {
        assertThatThrownBy(() -> keys(secret).of("signing")).isInstanceOfSatisfying(GitRefused.class, e -> {
            assertThat(e.seen()).contains(seen);
            assertThat(e.nextStep()).contains(nextStep);
            assertThat(e.seen() + e.nextStep()).doesNotContain("hunter2").doesNotContain("BEGIN");
        });
    }

    private static String armoured(String what) {
        return "-----BEGIN " + what + "-----\n\nAAAA\n-----END " + what + "-----";
    }

    private List<String> pushed(SigningKeys keys, int number) throws Exception {
        return pushed(keys, "signing", number);
    }

    private List<String> pushed(SigningKeys keys, @Nullable String secret, int number) throws Exception {
        var base = forge.commit("master", "base", Map.of("a", "none"));
        var drafts = new ArrayList<CommitDraft>();
        for (var i = 0; i < number; i++) {
            drafts.add(draft("release " + i, "a", "" + i, new Trailer("Slipway-Release", "聊天 " + i))
                    .signedBy(keys.of(secret)));
        }
        var outcome = (Pushed) forge.mirror().push("master", new Base.Tip(base), drafts);
        return outcome.commits().stream()
                .map(commit -> commit.orElseThrow().value())
                .toList();
    }
}
