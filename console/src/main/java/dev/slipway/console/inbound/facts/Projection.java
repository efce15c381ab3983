package dev.slipway.console.inbound.facts;

import dev.slipway.console.core.catalog.CatalogTopic;
import dev.slipway.console.core.delivery.Deliveries;
import dev.slipway.console.core.delivery.RawEvent;
import dev.slipway.console.core.delivery.StoreUnavailable;
import dev.slipway.events.CatalogEvent.ProjectDeclared;
import dev.slipway.events.PushEvent.BranchPushed;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.Serial;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/** Keeps every event, however long the store is away; what can never be kept goes to the dead letters. */
public final class Projection implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Projection.class);
    private static final Duration PAUSE_FIRST = Duration.ofMillis(200);
    private static final Duration PAUSE_MAX = Duration.ofSeconds(5);
    private final Deliveries deliveries;
    private final CatalogTopic catalog;
    private final DeadLetters deadLetters;
    private final Onlookers onlookers;
    private final MeterRegistry registry;
    private final Reading reading = new Reading();
    private final CountDownLatch closing = new CountDownLatch(1);

    public Projection(
            Deliveries deliveries,
            CatalogTopic catalog,
            DeadLetters deadLetters,
            Onlookers onlookers,
            MeterRegistry registry) {
        this.deliveries = deliveries;
        this.catalog = catalog;
        this.deadLetters = deadLetters;
        this.onlookers = onlookers;
        this.registry = registry;
    }

    void project(Iterable<ConsumerRecord<String, byte[]>> records) throws InterruptedException {
        var followed = followed();
        var events = new ArrayList<Read>();
        for (var read : records) {
            try {
                var event = reading.event(read);
                if (event.isPresent()) {
                    events.add(new Read(read, event.get()));
                } else {
                    registry.counter("slipway.facts.unknown", "service", "console")
                            .increment();
                }
            } catch (IllegalArgumentException e) {
                persist(() -> {
                    deadLetters.put(read, String.valueOf(e.getMessage()));
                    return List.of();
                });
            }
        }
        if (!events.isEmpty()) {
            keep(events, followed);
        }
    }

    private record Read(ConsumerRecord<String, byte[]> record, RawEvent event) {}

    private void keep(List<Read> reads, Predicate<BranchPushed> followed) throws InterruptedException {
        try {
            var events = reads.stream().map(Read::event).toList();
            var kept = persist(() -> deliveries.keep(events, followed));
            kept.deliveries().forEach(onlookers::changed);
            kept.engines().forEach(onlookers::changed);
            kept.clusterEngines().forEach(onlookers::changed);
        } catch (Stopped e) {
            throw e;
        } catch (RuntimeException e) {
            if (reads.size() > 1) {
                for (var read : reads) {
                    keep(List.of(read), followed);
                }
            } else {
                LOG.errorf(e, "an event cannot be kept");
                persist(() -> {
                    deadLetters.put(reads.getFirst().record(), String.valueOf(e.getMessage()));
                    return List.of();
                });
            }
        }
    }

    /** The process ends; what was read will be read again. */
    private static final class Stopped extends IllegalStateException {
        @Serial
        private static final long serialVersionUID = 1L;

        private Stopped(String message) {
            super(message);
        }
    }

    private interface Attempt<T> {
        T run();
    }

    /** As often as it takes while the outside is away; only an end of the process ends it, and then nothing counts as read. */
    private <T> T persist(Attempt<T> attempt) throws InterruptedException {
        var pause = PAUSE_FIRST;
        while (true) {
            try {
                return attempt.run();
            } catch (StoreUnavailable | KafkaException e) {
                if (pause.equals(PAUSE_FIRST)) {
                    LOG.warnf("the projection waits: %s", e.getMessage());
                }
            }
            if (closing.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new Stopped("stopped before what was read was kept");
            }
            pause = pause.multipliedBy(2).compareTo(PAUSE_MAX) > 0 ? PAUSE_MAX : pause.multipliedBy(2);
        }
    }

    /** Whether a push concerns anybody, as the catalog has it now. */
    private Predicate<BranchPushed> followed() throws InterruptedException {
        var projects = catalog.held();
        while (projects.isEmpty()) {
            if (closing.await(PAUSE_FIRST.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new Stopped("stopped before the catalog was read");
            }
            projects = catalog.held();
        }
        var held = projects.get();
        return push -> follows(held, push);
    }

    private static boolean follows(Map<String, ProjectDeclared> held, BranchPushed push) {
        return Optional.ofNullable(held.get(push.project()))
                .map(ProjectDeclared::declared)
                .filter(project -> !project.environmentsOn(push.branch()).isEmpty())
                .filter(project -> project.applications().stream()
                        .anyMatch(a -> a.repository().equals(push.repository().name())))
                .isPresent();
    }

    @Override
    public void close() {
        closing.countDown();
    }
}
