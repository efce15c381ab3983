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
        if (credentials == null) {
            return GitRemote.anonymous(url);
        }
        return new GitRemote(url, new GitCredentials(part(credentials, "username"), part(credentials, "password")));
    }

    private String part(String secret, String key) throws GitRefused {
        return secrets.find(secret, key)
                .orElseThrow(() -> new GitRefused(
                        "there is no secret " + secret + "/" + key,
                        "put it into the folder of secrets, or correct the repository's credentials in the catalog"));
    }
}
