package dev.slipway.console.outbound.cdevents;

import dev.slipway.console.outbound.PassedOver;
import dev.slipway.service.flow.Loop;
import dev.slipway.service.kafka.KafkaClients;
import dev.slipway.service.kafka.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.apache.kafka.clients.admin.NewTopic;

/** Reads the public facts as a group of its own and writes them once more, as CDEvents. */
public final class CdEventsOutlet implements Loop.Body {
    private static final List<String> READ = List.of("catalog", "push", "image", "config", "sync");
    private static final String WRITTEN = "cdevents";
    /** The group, its transactions, and its table of what was said of each project. */
    private static final String OWN = "console.cdevents";

    final KafkaClients clients;
    final Topics topics;
    final String instance;
    final PassedOver passedOver;

    /** @param instance tells this process apart from others of its kind */
    public CdEventsOutlet(KafkaClients clients, Topics topics, String instance, MeterRegistry registry) {
        this.clients = clients;
        this.topics = topics;
        this.instance = instance;
        passedOver = new PassedOver(OWN, registry);
    }

    /** What it writes; what it reads is there already. */
    public static List<NewTopic> topics(Topics topics) {
        return List.of(topics.ofFacts(WRITTEN), topics.compacted(topics.name(OWN)));
    }

    List<String> read() {
        return READ.stream().map(topics::name).toList();
    }

    String written() {
        return topics.name(WRITTEN);
    }

    String own() {
        return topics.name(OWN);
    }

    @Override
    public Loop.Session open() {
        return new OutletSession(this);
    }
}
