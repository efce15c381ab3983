package dev.slipway.git;

import dev.slipway.git.GitAccess.Secrets;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The keys that commits are signed with, by the names of their secrets. Each is read once: make them anew for each act. */
public final class SigningKeys {
    private static final String SSH = "ssh-privatekey";
    private static final String GPG = "gpg-privatekey";
    private static final String PASSPHRASE = "passphrase";
    private final Secrets secrets;
    private final Map<String, CommitSigner> read = new HashMap<>();
    private final Map<String, GitRefused> refused = new HashMap<>();

    public SigningKeys(Secrets secrets) {
        this.secrets = secrets;
    }

    /**
     * @param secret none where commits are not signed
     * @throws GitRefused if it cannot be signed with; the secret and its key are named, never what they hold
     */
    public @Nullable CommitSigner of(@Nullable String secret) throws GitRefused {
        if (secret == null) {
            return null;
        }
        var before = refused.get(secret);
        if (before != null) {
            throw before;
        }
        try {
            var known = read.get(secret);
            var signer = known == null ? signer(secret) : known;
            read.put(secret, signer);
            return signer;
        } catch (GitRefused e) {
            refused.put(secret, e);
            throw e;
        }
    }

    private CommitSigner signer(String secret) throws GitRefused {
        var ssh = find(secret, SSH);
        var gpg = find(secret, GPG);
        if (ssh.isPresent() && gpg.isPresent()) {
            throw new GitRefused(
                    "the secret " + secret + " holds both " + SSH + " and " + GPG,
                    "leave the one that commits are to be signed with");
        }
        var passphrase =
                find(secret, PASSPHRASE).filter(text -> !text.isEmpty()).orElse(null);
        if (ssh.isPresent()) {
            return SshSigner.of(new PrivateKeyText(secret, SSH, ssh.get(), passphrase));
        }
        if (gpg.isPresent()) {
            return GpgSigner.of(new PrivateKeyText(secret, GPG, gpg.get(), passphrase));
        }
        throw new GitRefused(
                "there is neither " + secret + "/" + SSH + " nor " + secret + "/" + GPG + " to sign commits with",
                "put one into the folder of secrets, or correct sign in the environment's config");
    }

    private Optional<String> find(String secret, String key) throws GitRefused {
        try {
            return secrets.find(secret, key);
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof CharacterCodingException) {
                throw new GitRefused(
                        "the secret " + secret + "/" + key + " is no text",
                        "write the key armoured: gpg --armor --export-secret-keys",
                        e);
            }
            throw e;
        }
    }
}
