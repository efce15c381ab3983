package dev.slipway.console.outbound;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.Flyway;
import org.jboss.logging.Logger;

/** Makes the tables and the first account as soon as the database answers; the process starts without it. */
public final class Schema implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Schema.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private final Flyway flyway;
    private final PostgresAccounts accounts;
    private final Optional<String> password;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;
    private volatile boolean ready;

    public Schema(Flyway flyway, PostgresAccounts accounts, Optional<String> password) {
        this.flyway = flyway;
        this.accounts = accounts;
        this.password = password;
        thread = new Thread(this::run, "console schema");
    }

    public void start() {
        thread.start();
    }

    public boolean isReady() {
        return ready;
    }

    private void run() {
        var said = false;
        while (!ready && closing.getCount() > 0) {
            try {
                flyway.migrate();
                accounts.ensureAdmin(password.filter(p -> !p.isBlank()).orElse(null))
                        .ifPresent(
                                made -> LOG.warnf("sign in to the console as admin with %s (shown this once)", made));
                ready = true;
            } catch (RuntimeException e) {
                if (!said) {
                    LOG.warnf("the console waits for its database: %s", e.getMessage());
                    said = true;
                }
                pause();
            }
        }
    }

    private void pause() {
        try {
            var _ = closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            closing.countDown();
        }
    }

    @Override
    public void close() {
        closing.countDown();
    }
}
