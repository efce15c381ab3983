package dev.slipway.git;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.eclipse.jgit.transport.SshTransport;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.transport.sshd.SshdSessionFactory;
import org.eclipse.jgit.transport.sshd.SshdSessionFactoryBuilder;
import org.jspecify.annotations.Nullable;

/** SSH with one key and its own known hosts: nothing of whoever started the process is read, no agent, no config, no home. */
final class SshAccess implements AutoCloseable {
    private static final File NOWHERE = new File("/nonexistent/slipway");
    private final KnownHosts hosts;
    private final SshdSessionFactory factory;

    SshAccess(GitKey key, URIish remote) throws GitRefused {
        hosts = new KnownHosts(key, remote);
        var pairs = read(key);
        factory = new SshdSessionFactoryBuilder()
                .setHomeDirectory(NOWHERE)
                .setSshDirectory(NOWHERE)
                .setConfigStoreFactory((home, config, user) -> null)
                .setPreferredAuthentications("publickey")
                .setDefaultIdentities(_ -> List.of())
                .setDefaultKnownHostsFiles(_ -> List.of())
                .setDefaultKeysProvider(_ -> pairs)
                .setServerKeyDatabase((home, ssh) -> hosts)
                .setConnectorFactory(null)
                .build(null);
    }

    void use(SshTransport transport, Duration within) {
        transport.setSshSessionFactory(new BoundedSessions(factory, within));
    }

    /** Why the host was not spoken to, if it was not. */
    @Nullable
    GitRefused refusal() {
        return hosts.refusal();
    }

    private static List<KeyPair> read(GitKey key) throws GitRefused {
        var name = key.secret() + "/ssh-privatekey";
        try (var in = new ByteArrayInputStream((key.privateKey() + "\n").getBytes(StandardCharsets.UTF_8))) {
            var pairs = new ArrayList<KeyPair>();
            var read = SecurityUtils.loadKeyPairIdentities(null, NamedResource.ofName(name), in, null);
            if (read != null) {
                read.forEach(pairs::add);
            }
            if (!pairs.isEmpty()) {
                return pairs;
            }
            throw unusable(name, null);
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            throw unusable(name, e);
        }
    }

    private static GitRefused unusable(String name, @Nullable Throwable cause) {
        return new GitRefused(
                "the secret " + name + " holds no private key that we can read",
                "put one there without a passphrase: ssh-keygen -t ed25519 -N '' -f key",
                cause);
    }

    @Override
    public void close() {
        factory.close();
    }
}
