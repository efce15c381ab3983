package dev.slipway.webhookservice.outbound;

import dev.slipway.events.Cause;
import dev.slipway.events.Envelope;
import dev.slipway.service.arrival.Arrival;
import dev.slipway.service.flow.Loop;
import dev.slipway.service.kafka.KafkaClients;
import dev.slipway.service.kafka.Records;
import dev.slipway.service.kafka.Topics;
import dev.slipway.webhookservice.core.ArrivalQueue;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.errors.InterruptException;

/** Writes down what arrived, as well as it can; the service is well without it, so it has no part in its health. */
public final class KafkaArrivals implements AutoCloseable {
    private static final Duration WAIT = Duration.ofMillis(200);
    private static final Duration STOP_MAX = Duration.ofSeconds(1);
    private final KafkaClients clients;
    private final Topics topics;
    private final ArrivalQueue queue;
    private final Loop loop = new Loop("webhook-service arrivals", this::open);

    public KafkaArrivals(KafkaClients clients, Topics topics, ArrivalQueue queue) {
        this.clients = clients;
        this.topics = topics;
        this.queue = queue;
    }

    public void start() {
        loop.start();
    }

    @Override
    public void close() {
        loop.close();
    }

    private Loop.Session open() {
        try (var admin = clients.admin()) {
            Topics.ensure(admin, List.of(topics.passing(Arrival.TOPIC)));
        }
        return new Session(clients.hastyProducer());
    }

    private void send(KafkaProducer<String, byte[]> producer, Arrival arrival) {
        var cause = new Cause(UUID.randomUUID(), null, null);
        var envelope = Envelope.follow(cause, arrival, "webhook-service", arrival.at());
        var _ = producer.send(Records.of(topics, envelope, arrival), (_, e) -> {
            if (e != null) {
                queue.lost();
            }
        });
    }

    private final class Session implements Loop.Session {
        private final KafkaProducer<String, byte[]> producer;

        private Session(KafkaProducer<String, byte[]> producer) {
            this.producer = producer;
        }

        @Override
        public void turn() {
            try {
                var arrival = queue.poll(WAIT);
                if (arrival != null) {
                    send(producer, arrival);
                }
            } catch (InterruptedException e) {
                throw new InterruptException(e);
            }
        }

        @Override
        public boolean ready() {
            return true;
        }

        @Override
        public void close() {
            producer.close(STOP_MAX);
        }
    }
}
