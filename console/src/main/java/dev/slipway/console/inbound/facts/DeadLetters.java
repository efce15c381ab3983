package dev.slipway.console.inbound.facts;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Where records go that nobody can use. */
public interface DeadLetters {

    /** Returns when the record is safe. */
    void put(ConsumerRecord<String, byte[]> read, String why);
}
