package dev.slipway.git;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.regex.Pattern;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.transport.ReceivePack;
import org.eclipse.jgit.transport.UploadPack;
import org.jspecify.annotations.Nullable;

/** Repositories of a folder over SSH, for one key; it may be allowed to read only, as deploy keys often are. */
final class GitSshServer implements AutoCloseable {
    private static final Pattern COMMAND = Pattern.compile("git[- ](upload|receive)-pack '/?(.+)'");
    private final SshServer server = SshServer.setUpDefaultServer();
    private final Path root;
    private final KeyPair host;
    private final KeyPair client;
    private volatile boolean readOnly;

    /** @param kind of both keys, as OpenSSH calls it */
    GitSshServer(Path root, String kind, int size) throws IOException, GeneralSecurityException {
        this.root = root;
        host = KeyUtils.generateKeyPair(kind, size);
        client = KeyUtils.generateKeyPair(kind, size);
        server.setHost("127.0.0.1");
        server.setKeyPairProvider(KeyPairProvider.wrap(host));
        server.setPublickeyAuthenticator(
                (user, key, _) -> user.equals("git") && KeyUtils.compareKeys(key, client.getPublic()));
        server.setCommandFactory((_, command) -> new GitCommand(command));
        server.start();
    }

    void readOnly() {
        readOnly = true;
    }

    String url(String repository) {
        return "ssh://git@127.0.0.1:" + server.getPort() + "/" + repository;
    }

    GitRemote remote(String repository) throws IOException, GeneralSecurityException {
        return remote(repository, knownHosts());
    }

    GitRemote remote(String repository, String knownHosts) throws IOException, GeneralSecurityException {
        return new GitRemote(url(repository), null, new GitKey("deploy-key", written(client), knownHosts));
    }

    String knownHosts() {
        return "# what ssh-keyscan says\n" + line(host);
    }

    String line(KeyPair key) {
        return "[127.0.0.1]:" + server.getPort() + " " + PublicKeyEntry.toString(key.getPublic()) + "\n";
    }

    static String written(KeyPair pair) throws IOException, GeneralSecurityException {
        var out = new ByteArrayOutputStream();
        OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(pair, "test", null, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        server.stop(true);
    }

    private final class GitCommand implements Command {
        private final String command;
        private @Nullable InputStream in;
        private @Nullable OutputStream out;
        private @Nullable OutputStream err;
        private @Nullable ExitCallback ended;

        private GitCommand(String command) {
            this.command = command;
        }

        @Override
        public void setInputStream(InputStream in) {
            this.in = in;
        }

        @Override
        public void setOutputStream(OutputStream out) {
            this.out = out;
        }

        @Override
        public void setErrorStream(OutputStream err) {
            this.err = err;
        }

        @Override
        public void setExitCallback(ExitCallback callback) {
            ended = callback;
        }

        @Override
        public void start(ChannelSession channel, Environment environment) {
            Thread.ofVirtual().start(() -> {
                var code = 1;
                try {
                    code = run();
                } catch (IOException _) {
                    // the client is gone
                } finally {
                    if (ended != null) {
                        ended.onExit(code);
                    }
                }
            });
        }

        private int run() throws IOException {
            var asked = COMMAND.matcher(command);
            var folder = asked.matches() ? root.resolve(asked.group(2)) : root.resolve("nowhere");
            if (!folder.resolve("objects").toFile().isDirectory()) {
                return refuse("ERROR: Repository not found.");
            }
            try (Repository repository = new FileRepositoryBuilder()
                    .setGitDir(folder.toFile())
                    .setBare()
                    .build()) {
                if (asked.group(1).equals("upload")) {
                    new UploadPack(repository).upload(in, out, err);
                } else if (readOnly) {
                    return refuse("ERROR: The key you are authenticating with has been marked as read only.");
                } else {
                    new ReceivePack(repository).receive(in, out, err);
                }
            }
            return 0;
        }

        private int refuse(String why) throws IOException {
            if (err != null) {
                err.write((why + "\n").getBytes(StandardCharsets.UTF_8));
                err.flush();
            }
            return 1;
        }

        @Override
        public void destroy(ChannelSession channel) {}
    }
}
