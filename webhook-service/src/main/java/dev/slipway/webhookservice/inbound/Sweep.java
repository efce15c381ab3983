package dev.slipway.webhookservice.inbound;

import dev.slipway.events.values.RepositoryRef;
import dev.slipway.webhookservice.core.Doors;
import dev.slipway.webhookservice.core.RepositoryHint;
import dev.slipway.webhookservice.core.Told;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Finds what no hook told: every repository is looked at once a period, each in a second of its own, so that no host feels it. */
@ApplicationScoped
class Sweep {
    private static final Logger LOG = Logger.getLogger(Sweep.class);
    private static final Duration STORED_WITHIN = Duration.ofSeconds(10);
    private final Hints hints;
    private final Doors doors;
    private final int seconds;
    private int second;

    Sweep(Hints hints, Doors doors, @ConfigProperty(name = "slipway.webhook.sweep") Duration period) {
        this.hints = hints;
        this.doors = doors;
        seconds = Math.toIntExact(Math.max(1, period.toSeconds()));
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void sweep() {
        second = (second + 1) % seconds;
        var stored = doors.projects().stream()
                .flatMap(project -> project.repositories().stream().map(project::ref))
                .filter(repository -> secondOf(repository) == second)
                .map(repository ->
                        hints.store(UUID.randomUUID(), new RepositoryHint(repository, "sweep", Told.nothing()), null))
                .toList();
        try {
            CompletableFuture.allOf(stored.toArray(CompletableFuture<?>[]::new))
                    .orTimeout(STORED_WITHIN.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
        } catch (CompletionException e) {
            LOG.warnf("a sweep is left out, the next comes in time: %s", e.getCause());
        }
    }

    private int secondOf(RepositoryRef repository) {
        return Math.floorMod(repository.toString().hashCode(), seconds);
    }
}
