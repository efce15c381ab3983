package dev.slipway.git;

import org.jspecify.annotations.Nullable;

/** A private key as a secret holds it. Never shown: {@code toString} names its place only. */
record PrivateKeyText(
        String secret, String key, String text, @Nullable String passphrase) {

    PrivateKeyText {
        text = text.strip();
    }

    @Override
    public String toString() {
        return secret + "/" + key;
    }

    /** A key that nobody has unlocked, by what was tried. */
    GitRefused locked(Throwable cause) {
        return passphrase == null
                ? new GitRefused(
                        "the key in the secret " + this + " is protected by a passphrase",
                        "put that into " + secret + "/passphrase, or use a key without one",
                        cause)
                : new GitRefused(
                        "the key in the secret " + this + " does not open with what stands in " + secret
                                + "/passphrase",
                        "correct the passphrase",
                        cause);
    }

    GitRefused unusable(String instead, @Nullable Throwable cause) {
        var seen = text.isEmpty() ? " is empty" : " holds no private key that commits can be signed with";
        return new GitRefused("the secret " + this + seen, "put one there: " + instead, cause);
    }
}
