package dev.slipway.service.work;

import dev.slipway.service.flow.FlowMetrics;
import dev.slipway.service.flow.Loop;
import dev.slipway.service.kafka.KafkaClients;
import dev.slipway.service.kafka.Topics;
import java.time.Clock;
import java.util.concurrent.Semaphore;

/**
 * The open-work table of a service: owns partitions of a compacted topic, lets an actor work on what is due, one act per resource at a
 * time, and publishes the facts together with the closing tombstones in one transaction.
 */
public final class OpenWork<W> implements Loop.Body {
    final KafkaClients clients;
    final Topics topics;
    final String service;
    final RowCodec<W> codec;
    final Act<W> act;
    final Clock clock;
    final FlowMetrics metrics;
    final Semaphore slots;

    public OpenWork(
            KafkaClients clients,
            Topics topics,
            String service,
            Class<W> intent,
            Act<W> act,
            int actsAtOnce,
            Clock clock,
            FlowMetrics metrics) {
        this.clients = clients;
        this.topics = topics;
        this.service = service;
        this.act = act;
        this.clock = clock;
        this.metrics = metrics;
        codec = new RowCodec<>(intent);
        slots = new Semaphore(actsAtOnce);
    }

    @Override
    public Loop.Session open() {
        return new WorkSession<>(this);
    }
}
