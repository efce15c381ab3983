package dev.slipway.console.outbound.forge;

import org.jspecify.annotations.Nullable;

/**
 * What the API is shown.
 *
 * @param user where it is a user's password for Git; none for a token of the API's own
 * @param secret the name of the secret that it is from
 */
record Token(String value, @Nullable String user, String secret) {

    @Override
    public String toString() {
        return secret + ":***";
    }
}
