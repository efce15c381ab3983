package dev.slipway.console.outbound;

import dev.slipway.console.core.catalog.CatalogTopic;
import dev.slipway.events.CatalogEvent;
import dev.slipway.events.CatalogEvent.ProjectDeclared;
import dev.slipway.events.CatalogEvent.ProjectRemoved;
import dev.slipway.events.Cause;
import dev.slipway.events.Envelope;
import dev.slipway.events.catalog.Environment;
import dev.slipway.events.wire.EventCodec;
import dev.slipway.events.wire.Json;
import dev.slipway.service.flow.Following;
import dev.slipway.service.flow.Loop;
import dev.slipway.service.kafka.KafkaClients;
import dev.slipway.service.kafka.Records;
import dev.slipway.service.kafka.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The compacted topic of what is declared, followed all the time, whoever writes it. */
public final class KafkaCatalogTopic implements CatalogTopic {
    private static final Logger LOG = Logger.getLogger(KafkaCatalogTopic.class);
    private static final int PUBLISH_SECONDS = 30;
    private final KafkaClients clients;
    private final Topics topics;
    private final EventCodec codec = new EventCodec(List.of(CatalogEvent.class));
    private final Map<String, ProjectDeclared> held = new ConcurrentHashMap<>();
    private volatile boolean whole;
    private volatile @Nullable KafkaProducer<String, byte[]> producer;

    public KafkaCatalogTopic(KafkaClients clients, Topics topics) {
        this.clients = clients;
        this.topics = topics;
    }

    /** @param look what is done every {@code pause} once the topic has been read */
    public Loop.Body following(Duration pause, Runnable look) {
        return () -> new Session(pause, look);
    }

    @Override
    public Optional<Map<String, ProjectDeclared>> held() {
        return whole ? Optional.of(Map.copyOf(held)) : Optional.empty();
    }

    @Override
    public void publish(CatalogEvent event) {
        if (event instanceof ProjectDeclared declared) {
            ensureDesired(declared);
        }
        var before = held.get(event.project());
        var cause = new Cause(contentId(event, before), null, null);
        var envelope = Envelope.follow(cause, event, "console", Instant.now());
        var written = producer;
        if (written == null) {
            throw new IllegalStateException("the catalog's topic is not open");
        }
        try {
            written.send(Records.of(topics, envelope, event)).get(PUBLISH_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException("cannot publish " + event.project() + " to the catalog", e);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
        apply(event);
    }

    /** The same change has the same cause; declaring again what was removed is another change. */
    private static UUID contentId(CatalogEvent event, @Nullable ProjectDeclared before) {
        return Envelope.idOf(
                UUID.nameUUIDFromBytes(Json.write(event)),
                "catalog",
                before == null ? "" : UUID.nameUUIDFromBytes(Json.write(before)).toString());
    }

    private void ensureDesired(ProjectDeclared declared) {
        var wanted = declared.declared().environments().stream()
                .map(Environment::cluster)
                .distinct()
                .map(cluster -> topics.ofFacts("desired." + cluster))
                .toList();
        try (var admin = clients.admin()) {
            Topics.ensure(admin, wanted);
        }
    }

    private void read(ConsumerRecord<String, byte[]> read) {
        try {
            codec.decode(Records.headers(read), read.value()).ifPresent(fact -> apply((CatalogEvent) fact.event()));
        } catch (IllegalArgumentException e) {
            LOG.errorf("passes over a catalog record at %d/%d: %s", read.partition(), read.offset(), e.getMessage());
        }
    }

    private void apply(CatalogEvent event) {
        switch (event) {
            case ProjectDeclared declared -> held.put(declared.project(), declared);
            case ProjectRemoved removed -> held.remove(removed.project());
        }
    }

    private final class Session implements Loop.Session {
        private final Following following =
                new Following(clients, topics, List.of(topics.name("catalog")), KafkaCatalogTopic.this::read);
        private final KafkaProducer<String, byte[]> own = clients.producer();
        private final Duration pause;
        private final Runnable look;
        private long next = System.nanoTime();

        private Session(Duration pause, Runnable look) {
            this.pause = pause;
            this.look = look;
            producer = own;
        }

        @Override
        public void turn() {
            following.turn();
            whole = whole || following.ready();
            if (following.ready() && System.nanoTime() - next >= 0) {
                look.run();
                next = System.nanoTime() + pause.toNanos();
            }
        }

        @Override
        public boolean ready() {
            return following.ready();
        }

        @Override
        public void close() {
            following.close();
            own.close();
        }
    }
}
