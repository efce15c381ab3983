package dev.slipway.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What people have on their machines: ssh-keygen, gpg and git, with keys in one folder. */
record Signing(Path folder) implements AutoCloseable {
    private static final String WHO = "slipway@example.com";

    record Said(int status, String text) {}

    /** Skips the test, and says so, where the program is missing. */
    static Signing with(String program, Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        var path = System.getenv().getOrDefault("PATH", "").split(":");
        assumeTrue(
                List.of(path).stream().anyMatch(it -> Files.isExecutable(Path.of(it, program))),
                program + " is not on this machine: what it says of our signatures is not tried");
        return new Signing(folder);
    }

    /** @return the private key */
    String sshKey(String name, String type, int bits, String passphrase) throws IOException {
        var file = folder.resolve(name);
        done("ssh-keygen", "-q", "-t", type, "-b", "" + bits, "-N", passphrase, "-C", WHO, "-f", file.toString());
        return Files.readString(file);
    }

    /** What git says of a commit when it trusts this key only. */
    Said verifySsh(GitCli git, String commit, String trusted) throws IOException {
        var allowed = folder.resolve("allowed_signers");
        Files.writeString(allowed, WHO + " " + Files.readString(folder.resolve(trusted + ".pub")));
        return say(
                "git",
                "-C",
                git.folder().toString(),
                "-c",
                "gpg.format=ssh",
                "-c",
                "gpg.ssh.allowedSignersFile=" + allowed,
                "verify-commit",
                commit);
    }

    /** @return the private key, armoured */
    String gpgKey(String algorithm, String usage, String passphrase) throws IOException {
        gpg(passphrase, "--quick-generate-key", "Slipway <" + WHO + ">", algorithm, usage, "never");
        return exported(passphrase);
    }

    String exported(String passphrase) throws IOException {
        return gpg(passphrase, "--armor", "--export-secret-keys", WHO);
    }

    String gpg(String passphrase, String... arguments) throws IOException {
        var all = new ArrayList<>(List.of(
                "gpg", "--quiet", "--batch", "--yes", "--pinentry-mode", "loopback", "--passphrase", passphrase));
        all.addAll(List.of(arguments));
        return done(all.toArray(String[]::new));
    }

    Said verifyGpg(GitCli git, String commit) throws IOException {
        return say("git", "-C", git.folder().toString(), "verify-commit", commit);
    }

    private String done(String... command) throws IOException {
        var said = say(command);
        assertThat(said.status()).as(said.text()).isZero();
        return said.text();
    }

    private Said say(String... command) throws IOException {
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("GNUPGHOME", folder.toString());
        builder.environment().put("LC_ALL", "C");
        var process = builder.start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            return new Said(process.waitFor(), said);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Secrets that hold these keys, below the name {@code signing}. */
    static SigningKeys keys(Map<String, String> secret) {
        return new SigningKeys(
                (name, key) -> name.equals("signing") ? Optional.ofNullable(secret.get(key)) : Optional.empty());
    }

    @Override
    public void close() throws IOException {
        if (Files.exists(folder.resolve("pubring.kbx"))) {
            say("gpgconf", "--kill", "all");
        }
    }
}
