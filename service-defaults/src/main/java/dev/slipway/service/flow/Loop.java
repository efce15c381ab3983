package dev.slipway.service.flow;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** A thread that turns a session over and over, and begins a new one, with new clients, when one ends with an error. */
public final class Loop implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Loop.class);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final Duration STOP_MAX = Duration.ofSeconds(8);
    private final String name;
    private final Body body;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;
    private volatile @Nullable Session current;

    public interface Body {
        Session open();
    }

    public interface Session extends AutoCloseable {
        void turn();

        boolean ready();

        @Override
        void close();
    }

    public Loop(String name, Body body) {
        this.name = name;
        this.body = body;
        thread = new Thread(this::run, name);
    }

    public void start() {
        thread.start();
    }

    public boolean ready() {
        var session = current;
        return session != null && session.ready();
    }

    public boolean alive() {
        return thread.isAlive();
    }

    public String name() {
        return name;
    }

    /** Lets the turn that is under way end. */
    @Override
    public void close() {
        closing.countDown();
        try {
            if (thread.isAlive() && !thread.join(STOP_MAX)) {
                LOG.warnf("%s did not stop within %s", name, STOP_MAX);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (closing.getCount() > 0) {
            try (var session = body.open()) {
                current = session;
                while (closing.getCount() > 0) {
                    session.turn();
                }
            } catch (RuntimeException | StackOverflowError | OutOfMemoryError | LinkageError e) {
                if (closing.getCount() > 0) {
                    LOG.warnf(e, "%s starts anew", name);
                    pause();
                }
            } finally {
                current = null;
            }
        }
    }

    private void pause() {
        try {
            var _ = closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
