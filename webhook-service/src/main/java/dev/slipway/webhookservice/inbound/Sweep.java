package dev.slipway.webhookservice.inbound;

import dev.slipway.webhookservice.core.Doors;
import dev.slipway.webhookservice.core.RepositoryHint;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Finds what no hook told: every repository is looked at once a minute. */
@ApplicationScoped
class Sweep {
    private static final Logger LOG = Logger.getLogger(Sweep.class);
    private static final Duration STORED_WITHIN = Duration.ofSeconds(10);
    private final Hints hints;
    private final Doors doors;

    Sweep(Hints hints, Doors doors) {
        this.hints = hints;
        this.doors = doors;
    }

    @Scheduled(
            every = "{slipway.webhook.sweep}",
            delayed = "{slipway.webhook.sweep}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> sweep() {
        var stored = doors.projects().stream()
                .flatMap(project -> project.repositories().stream().map(project::ref))
                .map(repository ->
                        hints.store(UUID.randomUUID(), new RepositoryHint(repository, "sweep", null, null, null), null))
                .toList();
        if (stored.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return Uni.join()
                .all(stored)
                .andCollectFailures()
                .ifNoItem()
                .after(STORED_WITHIN)
                .fail()
                .onFailure()
                .invoke(e -> LOG.warnf("a sweep is left out, the next comes in time: %s", e.getMessage()))
                .onItemOrFailure()
                .transformToUni((_, _) -> Uni.createFrom().voidItem());
    }
}
