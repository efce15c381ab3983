package dev.slipway.service.forge;

import dev.slipway.events.catalog.Repository;
import dev.slipway.events.values.Segment;
import dev.slipway.service.PermanentFailure;
import dev.slipway.service.secrets.Secrets;
import org.jspecify.annotations.Nullable;

/**
 * What the API is shown.
 *
 * @param user where it is a user's password for Git; none for a token of the API's own
 * @param secret the name of the secret that it is from
 */
public record Token(String value, @Nullable String user, String secret) {

    /** @throws PermanentFailure if none is there, naming the secret */
    public static Token of(Repository repository, Secrets secrets) {
        var secret = repository.credentials();
        if (secret == null) {
            throw new PermanentFailure(
                    Segment.GIT,
                    "the catalog names no credentials for repository " + repository.name(),
                    "set its 'credentials' to the name of a secret with username, password (a token that reads) and api-token");
        }
        return secrets.find(secret, "api-token")
                .map(value -> new Token(value, null, secret + "/api-token").mustBeOne())
                .or(() -> secrets.find(secret, "password")
                        .map(value -> new Token(
                                value, secrets.find(secret, "username").orElse(null), secret + "/password")))
                .orElseThrow(() -> new PermanentFailure(
                        Segment.GIT,
                        "there is no secret " + secret + "/api-token, nor " + secret + "/password",
                        "put a token for the forge's API into " + secret + "/api-token"));
    }

    /** A password may hold anything; no token does. */
    private Token mustBeOne() {
        if (value.chars().anyMatch(each -> each <= ' ' || each > '~')) {
            throw unfit();
        }
        return this;
    }

    /** It can't be sent. Whoever else says so may show it. */
    PermanentFailure unfit() {
        return new PermanentFailure(
                Segment.GIT,
                "secret " + secret + " is no token: it has several lines, blanks or characters that no token has",
                "put one token into " + secret + ", and nothing else");
    }

    @Override
    public String toString() {
        return secret + ":***";
    }
}
