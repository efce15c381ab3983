package dev.slipway.service.catalog;

import dev.slipway.events.CatalogEvent;
import dev.slipway.events.catalog.Project;
import dev.slipway.events.wire.EventCodec;
import dev.slipway.service.flow.Following;
import dev.slipway.service.flow.Loop;
import dev.slipway.service.kafka.KafkaClients;
import dev.slipway.service.kafka.Records;
import dev.slipway.service.kafka.Topics;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** All declared projects, for edges that have no state of their own. Ready when the topic has been read to its end once. */
public final class Catalog implements Loop.Body {
    private static final Logger LOG = Logger.getLogger(Catalog.class);
    private final KafkaClients clients;
    private final Topics topics;
    private final EventCodec codec = new EventCodec(List.of(CatalogEvent.class));
    private final Map<String, Project> projects = new ConcurrentHashMap<>();
    private volatile Loop.@Nullable Session current;
    private volatile boolean whole;
    private final AtomicLong version = new AtomicLong();

    public Catalog(KafkaClients clients, Topics topics) {
        this.clients = clients;
        this.topics = topics;
    }

    /** Whether the topic has been read to where it ended at the start. */
    public boolean whole() {
        var following = current;
        whole = whole || (following != null && following.ready());
        return whole;
    }

    /** Another number after each change. */
    public long version() {
        return version.get();
    }

    public Optional<Project> project(String name) {
        return Optional.ofNullable(projects.get(name));
    }

    public Collection<Project> projects() {
        return List.copyOf(projects.values());
    }

    @Override
    public Loop.Session open() {
        var following = new Following(clients, topics, List.of(topics.name("catalog")), this::read);
        current = following;
        return following;
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
            case CatalogEvent.ProjectDeclared declared -> projects.put(declared.project(), declared.declared());
            case CatalogEvent.ProjectRemoved removed -> projects.remove(removed.project());
        }
        version.incrementAndGet();
    }
}
