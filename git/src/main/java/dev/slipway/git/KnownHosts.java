package dev.slipway.git;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import org.apache.sshd.client.config.hosts.KnownHostEntry;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.transport.sshd.ServerKeyDatabase;
import org.jspecify.annotations.Nullable;

/** Strict: a host that is not named here is not spoken to, nobody is asked, and nothing is learned. Remembers why it refused one. */
final class KnownHosts implements ServerKeyDatabase {
    private static final int SSH = 22;
    private static final String REVOKED = "revoked";
    private final List<KnownHostEntry> entries;
    private final String host;
    private final int port;
    private final String secret;
    private volatile @Nullable GitRefused refusal;

    KnownHosts(GitKey key, URIish remote) throws GitRefused {
        secret = key.secret() + "/known_hosts";
        host = remote.getHost();
        port = remote.getPort() > 0 ? remote.getPort() : SSH;
        try {
            entries = KnownHostEntry.readKnownHostEntries(new BufferedReader(new StringReader(key.knownHosts())));
        } catch (IOException | RuntimeException e) {
            throw new GitRefused(
                    "the secret " + secret + " holds no known hosts as OpenSSH writes them",
                    "put there what ssh-keyscan says about the forge, after you have compared it with what the forge publishes",
                    e);
        }
    }

    @Nullable
    GitRefused refusal() {
        return refusal;
    }

    @Override
    public List<PublicKey> lookup(String address, InetSocketAddress remote, Configuration configuration) {
        return keys(false);
    }

    @Override
    public boolean accept(
            String address,
            InetSocketAddress remote,
            PublicKey shown,
            Configuration configuration,
            CredentialsProvider provider) {
        if (contains(keys(true), shown)) {
            refusal = refused("is revoked", "find out why, and put the forge's new key into the secret " + secret);
            return false;
        }
        var known = keys(false);
        if (contains(known, shown)) {
            return true;
        }
        var fingerprint = KeyUtils.getFingerPrint(shown);
        refusal = known.isEmpty()
                ? refused(
                        "is not among the known hosts of the secret " + secret,
                        "compare " + fingerprint
                                + " with what the forge publishes; if it is the same, add the line of ssh-keyscan to it")
                : refused(
                        "shows another key (" + fingerprint + ") than the secret " + secret + " knows",
                        "has the forge changed its key? If it says so, replace the line; if not, somebody stands in between");
        return false;
    }

    private GitRefused refused(String seen, String nextStep) {
        return new GitRefused("host " + host + ":" + port + " " + seen, nextStep);
    }

    private List<PublicKey> keys(boolean revoked) {
        var keys = new ArrayList<PublicKey>();
        for (var entry : entries) {
            if (REVOKED.equals(entry.getMarker()) == revoked
                    && (revoked
                            || entry.getMarker() == null
                            || entry.getMarker().isEmpty())
                    && entry.isHostMatch(host, port)) {
                try {
                    var key = entry.getKeyEntry().resolvePublicKey(null, PublicKeyEntryResolver.IGNORING);
                    if (key != null) {
                        keys.add(key);
                    }
                } catch (IOException | GeneralSecurityException e) {
                    // of a kind that we cannot read: others of the host may do
                }
            }
        }
        return keys;
    }

    private static boolean contains(List<PublicKey> known, PublicKey shown) {
        return known.stream().anyMatch(key -> KeyUtils.compareKeys(key, shown));
    }
}
