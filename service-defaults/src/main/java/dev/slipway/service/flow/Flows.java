package dev.slipway.service.flow;

import dev.slipway.events.PrivateEvent;
import dev.slipway.service.catalog.Catalog;
import dev.slipway.service.decide.Decider;
import dev.slipway.service.decide.Inbox;
import dev.slipway.service.decide.Route;
import dev.slipway.service.kafka.KafkaClients;
import dev.slipway.service.kafka.KafkaSecurity;
import dev.slipway.service.kafka.KafkaSettings;
import dev.slipway.service.kafka.Topics;
import dev.slipway.service.secrets.FolderSecrets;
import dev.slipway.service.work.Act;
import dev.slipway.service.work.Actor;
import dev.slipway.service.work.OpenWork;
import dev.slipway.service.work.RetryPolicy;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.admin.NewTopic;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Starts the services that live in this process, and stops them with it. */
@Singleton
public class Flows {
    private final List<Flow> flows = new CopyOnWriteArrayList<>();
    private final KafkaSettings settings;
    private final MeterRegistry registry;
    private final KafkaClients clients;
    private final Topics topics;

    public Flows(
            KafkaSettings settings,
            MeterRegistry registry,
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers,
            @ConfigProperty(name = "slipway.secrets") Path secrets) {
        this.settings = settings;
        this.registry = registry;
        clients = new KafkaClients(bootstrapServers, KafkaSecurity.of(settings, new FolderSecrets(secrets)));
        topics = Topics.of(settings);
    }

    public KafkaClients clients() {
        return clients;
    }

    public Topics topics() {
        return topics;
    }

    public Collection<Flow> all() {
        return flows;
    }

    /** A service that decides and acts; {@code says} are the topics that it writes besides its own. */
    public <S, W> void start(
            String service, Decider<S> decider, Class<W> intent, Actor<W> actor, int actsAtOnce, String... says) {
        ensureTopics(service, decider, List.of(says));
        var metrics = new FlowMetrics(registry, service);
        var inbox = new Inbox<>(clients, topics, service, settings.instance(), decider, Clock.systemUTC(), metrics);
        var act = new Act<>(actor, RetryPolicy.standard());
        var work = new OpenWork<>(clients, topics, service, intent, act, actsAtOnce, Clock.systemUTC(), metrics);
        start(new Flow(service, List.of(new Loop(service + " inbox", inbox), new Loop(service + " work", work))));
    }

    public Catalog startCatalog(String service) {
        try (var admin = clients.admin()) {
            Topics.ensure(admin, List.of(topics.ofFacts("catalog")));
        }
        var catalog = new Catalog(clients, topics);
        start(new Flow(service, List.of(new Loop(service + " catalog", catalog))));
        return catalog;
    }

    /** A loop of its own kind. */
    public void start(String service, Loop.Body body) {
        start(new Flow(service, List.of(new Loop(service + " loop", body))));
    }

    private void start(Flow flow) {
        flows.add(flow);
        flow.start();
    }

    private void ensureTopics(String service, Decider<?> decider, List<String> says) {
        var wanted = new ArrayList<NewTopic>(topics.privateTo(service));
        decider.routes().stream().map(this::heard).forEach(wanted::add);
        says.stream().map(topics::ofFacts).forEach(wanted::add);
        try (var admin = clients.admin()) {
            Topics.ensure(admin, wanted);
        }
    }

    private NewTopic heard(Route<?, ?> route) {
        return PrivateEvent.class.isAssignableFrom(route.family())
                ? topics.forgotten(route.topic())
                : topics.ofFacts(route.topic());
    }

    @PreDestroy
    void stop() {
        flows.parallelStream().forEach(Flow::close);
    }
}
