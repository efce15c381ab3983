package dev.slipway.git;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.apache.sshd.common.SshException;
import org.eclipse.jgit.errors.NoRemoteRepositoryException;
import org.eclipse.jgit.errors.NotSupportedException;
import org.eclipse.jgit.internal.JGitText;
import org.eclipse.jgit.lib.ProgressMonitor;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.transport.SshTransport;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.TransportHttp;
import org.eclipse.jgit.transport.URIish;
import org.jspecify.annotations.Nullable;

/** One conversation with a remote: bounded, with credentials, its errors told apart. */
final class RemoteCall {
    static {
        HostConfigIgnored.apply();
    }

    private static final int NO_AUTHENTICATION_LEFT = 14; // RFC 4253, 11.1
    private final GitRemote remote;
    private final GitLimits limits;
    private @Nullable String movedTo;

    RemoteCall(GitRemote remote, GitLimits limits) {
        this.remote = remote;
        this.limits = limits;
    }

    /** Where the repository is now, if its host sent us on. */
    Optional<String> movedTo() {
        return Optional.ofNullable(movedTo);
    }

    /** What is said in one conversation. */
    interface Talk<T> {
        T with(Transport transport, ProgressMonitor deadline) throws IOException, GitRefused;
    }

    <T> T talk(@Nullable Repository local, Talk<T> talk) throws IOException, GitRefused {
        var address = remote.address();
        var status = new HttpStatus(limits, address);
        var key = remote.key();
        if (key == null) {
            return talk(address, local, talk, status, null);
        }
        try (var ssh = new SshAccess(key, address)) {
            return talk(address, local, talk, status, ssh);
        }
    }

    private <T> T talk(
            URIish address, @Nullable Repository local, Talk<T> talk, HttpStatus status, @Nullable SshAccess ssh)
            throws IOException, GitRefused {
        try (var transport = local == null ? Transport.open(address) : Transport.open(local, address)) {
            transport.setTimeout(seconds(limits.silence()));
            if (transport instanceof TransportHttp http) {
                http.setHttpConnectionFactory(status);
                var credentials = remote.credentials();
                if (credentials != null) {
                    http.setPreemptiveBasicAuthentication(credentials.user(), credentials.password());
                }
            }
            if (ssh != null && transport instanceof SshTransport secured) {
                ssh.use(secured, limits.silence());
            }
            var said = talk.with(transport, new Deadline(limits.transfer()));
            movedTo = status.movedTo();
            return said;
        } catch (GitUnreachable | MirrorDamaged e) {
            throw e;
        } catch (NotSupportedException e) {
            throw new GitRefused(
                    remote + " cannot be asked: " + remote.scrubbed(e.getMessage()),
                    "correct the repository's url in the catalog",
                    e);
        } catch (NoRemoteRepositoryException e) {
            throw absent(e);
        } catch (Redirected e) {
            throw new GitRefused(
                    remote + " sends us to another host, " + e.getMessage(),
                    "write that as the repository's url into the catalog if it is yours: credentials go to no other host",
                    e);
        } catch (IOException e) {
            var much = TooMuch.in(e);
            if (much != null) {
                throw new GitRefused(
                        remote + " is too large: " + much.getMessage(),
                        "put the configuration into a repository of its own, without what is built from it",
                        e);
            }
            var refusal = ssh == null ? refusal(status.last(), e) : refusal(ssh, e);
            if (refusal.isPresent()) {
                throw refusal.get();
            }
            throw new GitUnreachable(remote + " could not be asked: " + remote.scrubbed(e.getMessage()), e);
        }
    }

    private Optional<GitRefused> refusal(int status, IOException e) {
        return switch (status) {
            case 401 ->
                Optional.of(new GitRefused(
                        remote + " did not accept " + remote.who() + " (401)",
                        "put a valid token into the secret that the catalog names for this repository",
                        e));
            case 403 ->
                Optional.of(new GitRefused(
                        remote + " forbids this to " + remote.who() + " (403): " + remote.scrubbed(e.getMessage()),
                        "give that user the right to read and write the repository",
                        e));
            case 404, 410 -> Optional.of(absent(e));
            default -> Optional.empty();
        };
    }

    private Optional<GitRefused> refusal(SshAccess ssh, IOException e) {
        if (ssh.refusal() != null) {
            return Optional.of(ssh.refusal());
        }
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SshException said && said.getDisconnectCode() == NO_AUTHENTICATION_LEFT) {
                return Optional.of(new GitRefused(
                        remote + " did not accept " + remote.who(),
                        "add its public half to the repository's deploy keys, or put a valid key into that secret",
                        e));
            }
        }
        return String.valueOf(e.getMessage()).contains(JGitText.get().pushNotPermitted)
                ? Optional.of(new GitRefused(
                        remote + " forbids pushes to " + remote.who(), "give the deploy key the right to write", e))
                : Optional.empty();
    }

    private GitRefused absent(IOException e) {
        return new GitRefused(
                remote + " is not there for " + remote.who(),
                "correct the repository's url in the catalog, or let that user see the repository",
                e);
    }

    private static int seconds(Duration duration) {
        return Math.toIntExact(Math.max(1, duration.toSeconds()));
    }
}
