package dev.slipway.console.outbound;

import dev.slipway.console.core.arrival.RecentArrivals;
import dev.slipway.events.wire.EventCodec;
import dev.slipway.service.arrival.Arrival;
import dev.slipway.service.flow.Following;
import dev.slipway.service.flow.Loop;
import dev.slipway.service.kafka.KafkaClients;
import dev.slipway.service.kafka.Records;
import dev.slipway.service.kafka.Topics;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/** What webhook-service says has arrived, followed all the time. */
public final class KafkaArrivals {
    private static final Logger LOG = Logger.getLogger(KafkaArrivals.class);
    private final KafkaClients clients;
    private final Topics topics;
    private final RecentArrivals recent;
    private final EventCodec codec = new EventCodec(List.of(Arrival.class));

    public KafkaArrivals(KafkaClients clients, Topics topics, RecentArrivals recent) {
        this.clients = clients;
        this.topics = topics;
        this.recent = recent;
    }

    public Loop.Body following() {
        return () -> {
            try (var admin = clients.admin()) {
                Topics.ensure(admin, List.of(topics.passing(Arrival.TOPIC)));
            }
            recent.clear();
            return new Following(clients, topics, List.of(topics.name(Arrival.TOPIC)), this::read);
        };
    }

    private void read(ConsumerRecord<String, byte[]> read) {
        try {
            codec.decode(Records.headers(read), read.value()).ifPresent(fact -> recent.add((Arrival) fact.event()));
        } catch (IllegalArgumentException e) {
            LOG.warnf("passes over an arrival at %d/%d: %s", read.partition(), read.offset(), e.getMessage());
        }
    }
}
