package dev.slipway.webhookservice.inbound;

import dev.slipway.events.catalog.Project;
import dev.slipway.events.catalog.Repository;
import dev.slipway.events.values.RepositoryRef;
import dev.slipway.webhookservice.core.Doors;
import dev.slipway.webhookservice.core.Glances;
import dev.slipway.webhookservice.core.RepositoryHint;
import dev.slipway.webhookservice.core.Told;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Finds what no hook told: every repository is glanced at once a period, each in a second of its own, so that no host feels it. */
@ApplicationScoped
class Sweep {
    private static final Logger LOG = Logger.getLogger(Sweep.class);
    private final Hints hints;
    private final Doors doors;
    private final Glances glances;
    private final int seconds;
    private final Set<RepositoryRef> underWay = ConcurrentHashMap.newKeySet();
    private int second;

    Sweep(Hints hints, Doors doors, Glances glances, @ConfigProperty(name = "slipway.webhook.sweep") Duration period) {
        this.hints = hints;
        this.doors = doors;
        this.glances = glances;
        seconds = Math.toIntExact(Math.max(1, period.toSeconds()));
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void sweep() {
        second = (second + 1) % seconds;
        if (second == 0) {
            glances.forgetAllBut(doors.projects().stream()
                    .flatMap(project -> project.repositories().stream().map(project::ref))
                    .collect(Collectors.toSet()));
        }
        doors.projects().forEach(this::sweep);
    }

    private void sweep(Project project) {
        for (var repository : project.repositories()) {
            var ref = project.ref(repository);
            if (secondOf(ref) == second && underWay.add(ref)) {
                Thread.ofVirtual().name("sweep " + ref).start(() -> sweep(ref, repository));
            }
        }
    }

    private void sweep(RepositoryRef ref, Repository repository) {
        try {
            glances.news(ref, repository).ifPresent(glance -> {
                var hint = new RepositoryHint(ref, "sweep", Told.nothing());
                var _ = hints.store(UUID.randomUUID(), hint, null).thenRun(() -> glances.told(ref, glance));
            });
        } catch (IOException e) {
            LOG.debugf("%s is glanced at in the next sweep again: %s", ref, e.getMessage());
        } catch (RuntimeException e) {
            LOG.errorf(e, "%s cannot be glanced at", ref);
        } finally {
            underWay.remove(ref);
        }
    }

    private int secondOf(RepositoryRef repository) {
        return Math.floorMod(repository.toString().hashCode(), seconds);
    }
}
