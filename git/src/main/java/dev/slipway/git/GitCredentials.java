package dev.slipway.git;

/** A user and a password or token. Never shown: {@code toString} names the user only. */
public record GitCredentials(String user, String password) {

    @Override
    public String toString() {
        return user + ":***";
    }
}
