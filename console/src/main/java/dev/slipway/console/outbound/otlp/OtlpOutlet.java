package dev.slipway.console.outbound.otlp;

import dev.slipway.console.outbound.PassedOver;
import dev.slipway.service.flow.Loop;
import dev.slipway.service.kafka.KafkaClients;
import dev.slipway.service.kafka.Topics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.util.List;

/** Reads the public facts as a group of its own, and sends them to a collector as spans. */
public final class OtlpOutlet implements Loop.Body {
    private static final List<String> READ = List.of("push", "image", "command", "config", "sync", "notice");
    final KafkaClients clients;
    final Topics topics;
    final URI collector;
    final Counter refused;
    final PassedOver passedOver;

    /** @param collector with its path, as in {@code http://collector:4318/v1/traces} */
    public OtlpOutlet(KafkaClients clients, Topics topics, URI collector, MeterRegistry registry) {
        this.clients = clients;
        this.topics = topics;
        this.collector = collector;
        refused = registry.counter("slipway.spans.refused");
        passedOver = new PassedOver("console.otlp", registry);
    }

    List<String> read() {
        return READ.stream().map(topics::name).toList();
    }

    String group() {
        return topics.name("console.otlp");
    }

    @Override
    public Loop.Session open() {
        return new OtlpSession(this);
    }
}
