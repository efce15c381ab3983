package dev.slipway.git;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.RemoteSession;
import org.eclipse.jgit.transport.SshSessionFactory;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.transport.sshd.SshdSessionFactory;
import org.eclipse.jgit.util.FS;

/** JGit bounds the connection only: who takes it and then says nothing would hold us for two minutes. */
final class BoundedSessions extends SshSessionFactory {
    private final SshdSessionFactory factory;
    private final Duration within;

    BoundedSessions(SshdSessionFactory factory, Duration within) {
        this.factory = factory;
        this.within = within;
    }

    @Override
    public RemoteSession getSession(URIish uri, CredentialsProvider credentials, FS fs, int millis)
            throws TransportException {
        var opening = new FutureTask<RemoteSession>(() -> factory.getSession(uri, credentials, fs, millis));
        Thread.ofVirtual().name("ssh to " + uri.getHost()).start(opening);
        try {
            return opening.get(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new TransportException(uri, "it said nothing within " + within.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof TransportException refused
                    ? refused
                    : new TransportException(uri, String.valueOf(e.getCause()), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TransportException(uri, "interrupted", e);
        } finally {
            opening.cancel(true);
        }
    }

    @Override
    public String getType() {
        return factory.getType();
    }
}
