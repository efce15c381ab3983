package dev.slipway.configupdater.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.slipway.configupdater.core.ConfigRepository.Committed;
import dev.slipway.configupdater.core.ConfigRepository.Impossible;
import dev.slipway.configupdater.core.ConfigWork.ConfigChange;
import dev.slipway.configupdater.core.ConfigWork.Followed;
import dev.slipway.configupdater.core.ConfigWork.Place;
import dev.slipway.configupdater.core.Samples;
import dev.slipway.events.catalog.Environment;
import dev.slipway.events.values.Failure;
import dev.slipway.service.PermanentFailure;
import dev.slipway.service.secrets.FolderSecrets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commits to a config branch over HTTP, signed with the key that the catalog names; git on the server's machine judges them. */
class SignedTest {
    private static final String SERVER = """
            kind: Deployment
            metadata: {name: server}
            spec: {template: {spec: {containers: [{name: server, image: registry.example/root/hichat:old}]}}}
            """;

    @TempDir
    Path folder;

    private ConfigBed bed;
    private Path secrets;
    private long next = 10;

    @BeforeEach
    void start() throws Exception {
        secrets = Files.createDirectories(folder.resolve("secrets"));
        bed = new ConfigBed(folder, new FolderSecrets(secrets));
        bed.edit("master", "k8s/server.yaml", SERVER);
    }

    @AfterEach
    void stop() throws Exception {
        bed.close();
    }

    @Test
    void allThatWeCommitIsSigned() throws Exception {
        key("signing", "");
        bed.commit(change(7, "signing"), change(8, "signing"));
        var theirs = bed.edit("master", "k8s/extra.yaml", "kind: Service\n");
        var place = new Place(Samples.PROD, "k8s", "signing", null);
        bed.take(new Followed(Samples.repository(bed.url()), ConfigBed.BRANCH, "master", theirs, List.of(place), null));

        assertThat(bed.git("log", "--format=%s", ConfigBed.BRANCH).lines())
                .hasSize(4)
                .first()
                .asString()
                .startsWith("Take k8s from master");
        assertThat(verified("signing")).isEqualTo("G\nG\nG\nG\n");

        key("other", "");
        assertThat(verified("other")).as("to whom our key is unknown").isEqualTo("U\nU\nU\nU\n");
    }

    @Test
    void anotherKeyCountsFromTheNextReleaseOn() throws Exception {
        key("signing", "");
        bed.commit(change(7, "signing"));
        Files.delete(secrets.resolve("signing/ssh-privatekey"));
        key("signing", "open sesame");
        write("signing/passphrase", "open sesame\n");

        assertThat(bed.commit(change(8, "signing"))).singleElement().isInstanceOf(Committed.class);
        assertThat(verified("signing")).isEqualTo("G\nU\nU\n");
    }

    @Test
    void withoutAKeyNothingIsSigned() throws Exception {
        bed.commit(change(7, null));

        assertThat(bed.git("cat-file", "commit", ConfigBed.BRANCH)).isNotEmpty().doesNotContain("gpgsig");
    }

    @Test
    void aKeyThatCannotBeUsedHoldsUpNoOtherRelease() throws Exception {
        key("locked", "open sesame");
        key("mistyped", "open sesame");
        write("mistyped/passphrase", "hunter2");
        write("empty/ssh-privatekey", "\n");
        write("wrong/ssh-privatekey", "hunter2");
        write("large/gpg-privatekey", "x".repeat(65 * 1024));
        Files.createDirectories(secrets.resolve("binary"));
        Files.write(secrets.resolve("binary/gpg-privatekey"), new byte[] {(byte) 0x94, (byte) 0xff, 3, (byte) 0xc0});

        fails("absent", "there is neither absent/ssh-privatekey nor absent/gpg-privatekey", "correct sign in the");
        fails("locked", "locked/ssh-privatekey is protected by a passphrase", "put that into locked/passphrase");
        fails("mistyped", "mistyped/ssh-privatekey does not open with", "correct the passphrase");
        fails("empty", "the secret empty/ssh-privatekey is empty", "ssh-keygen");
        fails("wrong", "wrong/ssh-privatekey holds no private key", "ssh-keygen");
        fails("large", "secret large/gpg-privatekey is larger than 64 KiB", "mount a smaller one");
        fails("binary", "binary/gpg-privatekey is no text", "gpg --armor");
    }

    @Test
    void whatFollowsAnotherBranchIsNotTakenUnsigned() throws Exception {
        bed.commit(change(7, null));
        var before = bed.git("rev-parse", ConfigBed.BRANCH);
        var theirs = bed.edit("master", "k8s/extra.yaml", "kind: Service\n");
        var place = new Place(Samples.PROD, "k8s", "absent", null);
        var work =
                new Followed(Samples.repository(bed.url()), ConfigBed.BRANCH, "master", theirs, List.of(place), null);

        assertThatExceptionOfType(PermanentFailure.class)
                .isThrownBy(() -> bed.take(work))
                .withMessageContaining("absent/ssh-privatekey");
        assertThat(bed.git("rev-parse", ConfigBed.BRANCH)).isEqualTo(before);
    }

    private void fails(String secret, String seen, String nextStep) throws Exception {
        var written = bed.commit(change(next++, secret), change(next++, null));

        assertThat(written.get(0)).isInstanceOfSatisfying(Impossible.class, it -> {
            Failure why = it.why();
            assertThat(why.seen()).contains(seen).doesNotContain("hunter2").doesNotContain("BEGIN");
            assertThat(why.nextStep()).contains(nextStep);
        });
        assertThat(written.get(1)).isInstanceOf(Committed.class);
    }

    private ConfigChange change(long ordinal, @Nullable String sign) {
        var config = new Environment.Config("hichat", ConfigBed.BRANCH, "k8s", "master", null, null, null, sign, null);
        return new ConfigChange(Samples.release(ordinal), Samples.repository(bed.url()), config, Samples.DELIVERY);
    }

    /** What git says of each commit, newest first, when it trusts this key only: G(ood), U(nknown), B(ad), N(one). */
    private String verified(String trusted) throws Exception {
        var signers = folder.resolve("allowed_signers");
        Files.writeString(signers, "slipway@example.com " + Files.readString(folder.resolve(trusted + ".pub")));
        return bed.git(
                "-c",
                "gpg.format=ssh",
                "-c",
                "gpg.ssh.allowedSignersFile=" + signers,
                "log",
                "--format=%G?",
                ConfigBed.BRANCH);
    }

    private void write(String path, String text) throws IOException {
        Files.createDirectories(secrets.resolve(path).resolveSibling("."));
        Files.writeString(secrets.resolve(path), text);
    }

    /** The secret has the private key, the folder the public one. */
    private void key(String secret, String passphrase) throws Exception {
        assumeTrue(
                List.of(System.getenv().getOrDefault("PATH", "").split(":")).stream()
                        .anyMatch(it -> Files.isExecutable(Path.of(it, "ssh-keygen"))),
                "ssh-keygen is not on this machine: signed commits are not tried");
        Files.deleteIfExists(folder.resolve(secret));
        var process = new ProcessBuilder(
                        "ssh-keygen",
                        "-q",
                        "-t",
                        "ed25519",
                        "-N",
                        passphrase,
                        "-f",
                        folder.resolve(secret).toString())
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        write(secret + "/ssh-privatekey", Files.readString(folder.resolve(secret)));
    }
}
