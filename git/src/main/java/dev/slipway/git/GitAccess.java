package dev.slipway.git;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reaches repositories with the credentials that the catalog names. */
public record GitAccess(Secrets secrets) {

    /** Secrets by name and key. */
    @FunctionalInterface
    public interface Secrets {
        Optional<String> find(String name, String key);
    }

    /** @throws GitRefused if the secret is not there, naming it */
    public GitRemote remote(String url, @Nullable String credentials) throws GitRefused {
        if (GitRemote.isSsh(url)) {
            return withKey(url, credentials);
        }
        if (credentials == null) {
            return GitRemote.anonymous(url);
        }
        return new GitRemote(url, new GitCredentials(part(credentials, "username"), part(credentials, "password")));
    }

    private GitRemote withKey(String url, @Nullable String secret) throws GitRefused {
        if (secret == null) {
            throw new GitRefused(
                    "an ssh address needs a key, and the catalog names none for " + url,
                    "set the repository's credentials to the name of a secret with ssh-privatekey and known_hosts");
        }
        return new GitRemote(
                url, null, new GitKey(secret, part(secret, "ssh-privatekey"), part(secret, "known_hosts")));
    }

    private String part(String secret, String key) throws GitRefused {
        return secrets.find(secret, key)
                .orElseThrow(() -> new GitRefused(
                        "there is no secret " + secret + "/" + key,
                        "put it into the folder of secrets, or correct the repository's credentials in the catalog"));
    }
}
