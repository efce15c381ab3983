package dev.slipway.console.inbound.facts;

import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Hands over what one poll brought; it counts as read when this returns. */
@ApplicationScoped
class FactsInbox {
    private final Projection projection;

    FactsInbox(Projection projection) {
        this.projection = projection;
    }

    @Incoming("console-facts")
    @Blocking("console-projection")
    void read(ConsumerRecords<String, byte[]> records) throws InterruptedException {
        projection.project(records);
    }
}
