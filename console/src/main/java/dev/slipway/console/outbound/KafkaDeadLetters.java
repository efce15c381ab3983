package dev.slipway.console.outbound;

import dev.slipway.console.inbound.facts.DeadLetters;
import dev.slipway.service.kafka.KafkaClients;
import dev.slipway.service.kafka.Records;
import dev.slipway.service.kafka.Topics;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.jboss.logging.Logger;

/** The suite's dead letter topic. Opened for each letter: they are rare. */
public final class KafkaDeadLetters implements DeadLetters {
    private static final Logger LOG = Logger.getLogger(KafkaDeadLetters.class);
    private final KafkaClients clients;
    private final Topics topics;

    public KafkaDeadLetters(KafkaClients clients, Topics topics) {
        this.clients = clients;
        this.topics = topics;
    }

    @Override
    public void put(ConsumerRecord<String, byte[]> read, String why) {
        LOG.errorf("dead letter: %s/%d/%d: %s", read.topic(), read.partition(), read.offset(), why);
        try (var producer = clients.producer()) {
            producer.send(Records.deadLetter(topics, "console", read, why)).get();
        } catch (ExecutionException e) {
            throw new KafkaException("cannot write a dead letter", e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
