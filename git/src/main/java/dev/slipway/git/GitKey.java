package dev.slipway.git;

/**
 * A private key for SSH, and the hosts that it may be shown to. Never shown: {@code toString} names its secret only.
 *
 * @param secret the name of the secret that both are from
 * @param knownHosts as OpenSSH writes them
 */
public record GitKey(String secret, String privateKey, String knownHosts) {

    @Override
    public String toString() {
        return secret + ":***";
    }
}
